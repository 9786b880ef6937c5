using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Web.Api.Providers;

namespace SupportBotPortal.Web.Api.Health;

/// <summary>How providers have been doing: uptime, response times, incidents.</summary>
internal static class HealthEndpoints
{
    private const string Tag = "Health";

    public static void MapHealth(this IEndpointRouteBuilder api)
    {
        api.MapGet(ProviderEndpoints.One + "/health", OfProviderAsync).Needs(HealthPermissions.View).WithName("getProviderHealth").WithTags(Tag).WithSummary("How a provider has been doing")
            .Produces<ProviderHealthResource>().Refuses(404);
        api.MapGet("/incidents", ListAsync).Needs(HealthPermissions.View).WithName("listIncidents").WithTags(Tag).WithSummary("Incidents, page by page")
            .Produces<IncidentList>().Refuses(400);
        api.MapGet("/incidents/{id:long}", FindAsync).Needs(HealthPermissions.View).WithName("getIncident").WithTags(Tag).WithSummary("One incident")
            .Produces<IncidentResource>().Refuses(404);
    }

    private static async Task<IResult> OfProviderAsync(Guid provider_id, HttpContext context, PortalDbContext db, HealthHistory history, TimeProvider time)
    {
        if (await ProviderEndpoints.FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return ProviderEndpoints.NotFound();
        var read = await history.ReadAsync(provider.Id, new(HistoryRange.Quarter, time.GetUtcNow().UtcDateTime), context.RequestAborted);
        return TypedResults.Ok(new ProviderHealthResource
        {
            State = provider.Health.State ?? HealthState.Unknown,
            Since = provider.Health.Since,
            LastTestedAt = provider.LastTest?.At,
            Summaries = read is null ? [] : [.. read.Summaries.OrderBy(s => s.Key).Select(s => Read(s.Key, s.Value))],
            Incidents = read is null ? [] : [.. read.Incidents.Select(i => Read(i, new(provider.Id, provider.Name, provider.Slug, IsDeleted: false)))],
        });
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        IncidentListing incidents,
        [FromQuery(Name = "provider_id"), Description("Only those of this provider, deleted or not.")] Guid? provider_id = null,
        [FromQuery(Name = "open"), Description("Only those that go on, or only those that are over.")] bool? open = null,
        [FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")] string? cursor = null)
    {
        var page = await incidents.PageAsync(new(provider_id, open), IncidentCursor.Parse(cursor), context.RequestAborted);
        return TypedResults.Ok(new IncidentList { Data = [.. page.Items.Select(i => Read(i.Incident, i.Provider))], NextCursor = page.Next?.ToString() });
    }

    private static async Task<IResult> FindAsync(long id, IncidentListing incidents, CancellationToken cancellationToken) =>
        await incidents.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(Read(found.Incident, found.Provider)) : ApiProblem.NotFound("incident");

    private static HealthSummaryResource Read(HistoryRange range, HistorySummary summary) => new()
    {
        Range = JsonNamingPolicy.SnakeCaseLower.ConvertName(range.ToString()),
        // Rounded down, as on the pages: 1 means that there was none without an answer.
        Uptime = summary.Counts.Telling == 0 ? null : 10_000L * summary.Counts.Answered / summary.Counts.Telling / 10_000d,
        Tests = summary.Counts.Telling,
        MedianMs = summary.Median,
        P95Ms = summary.P95,
    };

    private static IncidentResource Read(Incident incident, IncidentProvider provider) => new()
    {
        Id = incident.Id,
        ProviderId = provider.Id,
        ProviderName = provider.Name,
        StartedAt = incident.StartedAt,
        EndedAt = incident.EndedAt,
        State = incident.State,
        Cause = incident.Cause,
        Note = incident.Note,
    };
}
