using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>The configuration from one portal to another: exported without secrets, compared, imported.</summary>
internal static class ExchangeEndpoints
{
    private const string Tag = "Configuration";

    public static void MapExchange(this IEndpointRouteBuilder api)
    {
        api.MapGet("/configuration", ExportAsync).Needs(ProviderPermissions.View).WithName("exportConfiguration").WithTags(Tag).WithSummary("Export the configuration").WithDescription("All providers, and what is in production if aiml.view is held. Without secrets. Written down in the audit log.")
            .Produces<ConfigurationFile>().Refuses(503);
        api.MapPost("/configuration/import", ImportAsync).Needs(ProviderPermissions.Create).Needs(ProviderPermissions.Edit).WithName("importConfiguration").WithTags(Tag).WithSummary("Import a configuration").WithDescription("Adds what is not here and changes what is, by the names of providers; deletes nothing. With dry_run it only says what would change. If anything in the file is wrong, nothing is imported. What it puts into production comes last, and only if its model can answer; that needs aiml.edit.")
            .Produces<ImportReport>().Refuses(400, 415, 422, 503);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, ConfigurationExport export, ExportLog log)
    {
        var file = await export.WriteAsync(await context.MayAsync(GenerationPermissions.View), context.RequestAborted);
        await log.WriteAsync(context, "configuration.exported", [new("Providers", null, $"{file.Providers.Count:N0}"), new("Model & generation", null, file.Generation is null ? "no" : "yes")]);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"supportbot-portal-{file.ExportedAt:yyyy-MM-dd}.json\"";
        return TypedResults.Ok(file);
    }

    private static async Task<IResult> ImportAsync(
        ConfigurationFile file,
        HttpContext context,
        PortalDbContext db,
        ProviderImport providers,
        GenerationImport generation,
        [FromQuery(Name = "dry_run"), Description("Only say what would change.")] bool dry_run = false)
    {
        if (file.Format != ConfigurationFile.CurrentFormat) return ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "unknown_format", $"This portal reads files of the format {ConfigurationFile.CurrentFormat}. Nothing was changed.");
        if (file.Generation is not null && !await context.MayAsync(GenerationPermissions.Edit)) return ApiProblem.Forbidden($"The file says what is to be in production, which needs {GenerationPermissions.Edit}. Take “generation” out of it, or use a token that has it. Nothing was changed.");
        var planned = await providers.PlanAsync(context, file.Providers);
        var (changes, errors) = file.Generation is { } wanted ? await generation.PlanAsync(wanted, planned, context.RequestAborted) : ([], []);
        var isWrong = errors.Count > 0 || planned.Any(p => p.Errors.Count > 0);
        if (isWrong && !dry_run)
            return ApiProblem.OfParts([.. planned.SelectMany((p, place) => p.Errors.Select(e => (Part: $"providers[{place}]", Error: e))), .. errors.Select(e => ("generation", e))]);
        var failed = new Dictionary<PlannedProvider, string>();
        if (!dry_run)
        {
            foreach (var one in planned)
                if (await providers.ApplyAsync(context, one) is { } problem) failed[one] = problem;
            if (file.Generation is not null && changes.Count > 0) errors = await generation.ApplyAsync(context, file.Generation);
        }

        var names = planned.Select(p => ProviderNames.Normalize(p.Entry.Name)).ToHashSet();
        return TypedResults.Ok(new ImportReport
        {
            DryRun = dry_run,
            IsComplete = failed.Count == 0 && errors.Count == 0 && !isWrong,
            Providers = [.. planned.Select(p => Part(p, failed.GetValueOrDefault(p)))],
            Generation = file.Generation is null ? null : new()
            {
                Name = "generation",
                Action = errors.Count > 0 ? ImportAction.Refused : changes.Count == 0 ? ImportAction.Unchanged : ImportAction.Update,
                Changes = changes,
                Errors = ApiProblem.ByField(errors),
                Notes = [],
            },
            OnlyHere = [.. (await db.Providers.AsNoTracking().OrderBy(p => p.NormalizedName).Select(p => new { p.Name, p.NormalizedName }).ToListAsync(context.RequestAborted)).Where(p => !names.Contains(p.NormalizedName)).Select(p => p.Name)],
        });
    }

    private static ImportedPart Part(PlannedProvider planned, string? problem) => new()
    {
        Name = planned.Entry.Name,
        Action = problem is null ? planned.Action : ImportAction.Refused,
        Changes = [.. planned.Changes.Select(c => new ImportedChange(c.Field, c.Before, c.After))],
        Errors = ApiProblem.ByField(problem is null ? planned.Errors : [new(nameof(ProviderInput.Name), problem)]),
        Notes = planned.Notes,
    };
}
