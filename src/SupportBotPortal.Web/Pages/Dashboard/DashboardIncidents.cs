using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Web.Pages.Incidents;
using SupportBotPortal.Web.Pages.Providers.Health;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>Incidents that go on, beside the lines that speak of them already; and those of which nothing else speaks.</summary>
public sealed class DashboardIncidents(IncidentListing incidents, IDbContextFactory<PortalDbContext> contexts, LinkGenerator links)
{
    /// <summary>Of how many the start page takes notice.</summary>
    private const int Most = 200;

    private const string AllUrl = "/incidents?state=" + IncidentQuery.Open;

    /// <summary>Adds to the first line about a provider the incident that goes on there.</summary>
    public async Task<IReadOnlyList<AttentionGroup>> MarkAsync(IReadOnlyList<AttentionGroup> groups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count == 0) return groups;
        var open = (await incidents.OpenAsync(Most, cancellationToken)).Where(i => i.Provider.Slug is not null).ToDictionary(i => i.Provider.Slug!, i => i.Incident);
        return open.Count == 0 ? groups : [.. groups.Select(group => group with { Lines = [.. group.Lines.Select(Mark)] })];

        AttentionLine Mark(AttentionLine line) =>
            line.Slug is not null && open.Remove(line.Slug, out var incident) ? line with { Incident = new(UrlOf(incident.Id), incident.StartedAt) } : line;
    }

    /// <summary>
    /// Those whose provider is in no state that is listed as down or refusing: nobody tests it any more, or it cannot be tested, so
    /// that nothing shows that it is over.
    /// </summary>
    public async Task<AttentionGroup?> UnsettledAsync(CancellationToken cancellationToken)
    {
        var open = await incidents.OpenAsync(Most, cancellationToken);
        if (open.Count == 0) return null;
        var ids = open.Select(i => i.Provider.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var quiet = await db.Providers.Where(p => ids.Contains(p.Id))
            .Where(p => !p.IsActive || (p.TestState != ProviderTestState.Failed && p.TestState != ProviderTestState.Busy))
            .Select(p => new { p.Id, p.Environment, p.IsActive }).ToDictionaryAsync(p => p.Id, cancellationToken);
        var unsettled = open.Where(i => quiet.ContainsKey(i.Provider.Id)).ToList();
        if (unsettled.Count == 0) return null;
        return new("Incidents that are not settled", "Something was wrong, and no test has shown since that it is over.",
            [.. unsettled.Take(DashboardReader.Shown).Select(i => LineOf(i, quiet[i.Provider.Id].Environment, quiet[i.Provider.Id].IsActive))],
            unsettled.Count, AllUrl)
        {
            AllTitle = "All incidents that go on",
        };
    }

    private AttentionLine LineOf(ListedIncident listed, ProviderEnvironment environment, bool isActive) => new(listed.Provider.Name!, UrlOf(listed.Incident.Id), isActive ? "No test has passed since." : "It is inactive, and not tested any more.")
    {
        Environment = environment,
        Badge = HistoryWords.Of(listed.Incident.State, listed.Incident.Cause),
        At = listed.Incident.StartedAt,
        Act = new("Look", UrlOf(listed.Incident.Id), HealthPermissions.View),
    };

    private string UrlOf(long id) => links.GetPathByPage("/Incidents/Incident", values: new { id }) ?? throw new InvalidOperationException("There is no page for an incident.");
}
