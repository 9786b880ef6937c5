using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Api.Generation;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>What a file puts into production: what it would change here, and the change.</summary>
public sealed class GenerationImport(PortalDbContext db, ConfigurationExport export, GenerationVersions versions, GenerationRules rules, GenerationChanges changes, StandingReader standing, ModelChoices choices, IOptions<JsonOptions> json)
{
    private static readonly string[] ModelFields = [nameof(GenerationInput.Model), nameof(GenerationInput.Fallbacks), nameof(GenerationInput.Allowed)];

    /// <summary>What differs, field by field, and what is wrong as far as it can be told before the providers of the file are here.</summary>
    public async Task<(IReadOnlyList<ImportedChange> Changes, IReadOnlyList<FieldMessage> Errors)> PlanAsync(ExportedGeneration wanted, IReadOnlyList<PlannedProvider> providers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(providers);
        var check = await rules.CheckAsync(Input(wanted, new Dictionary<string, string>()), null, cancellationToken);
        List<FieldMessage> errors = [.. check.Errors.Where(e => !ModelFields.Contains(e.Field)), .. GenerationShapes.WrongLimits(wanted.Limits)];
        if (wanted.Model is null) errors.Add(new(nameof(wanted.Model), "The file names no model for production."));
        else errors.AddRange(await UnknownAsync([wanted.Model], nameof(wanted.Model), providers, cancellationToken));
        errors.AddRange(await UnknownAsync(wanted.Fallbacks, nameof(wanted.Fallbacks), providers, cancellationToken));
        errors.AddRange(await UnknownAsync(wanted.Allowed, nameof(wanted.Allowed), providers, cancellationToken));
        return (Differences(await export.GenerationAsync(cancellationToken), wanted), errors);
    }

    /// <summary>Puts it into production, once the providers are here.</summary>
    /// <returns>What is wrong; nothing was changed then.</returns>
    public async Task<IReadOnlyList<FieldMessage>> ApplyAsync(HttpContext context, ExportedGeneration wanted)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(wanted);
        var slugs = (await db.Providers.AsNoTracking().Select(p => new { p.NormalizedName, p.Slug }).ToListAsync(context.RequestAborted)).ToDictionary(p => p.NormalizedName, p => p.Slug);
        var saved = await versions.CurrentAsync(context.RequestAborted);
        var check = await rules.CheckAsync(Input(wanted, slugs), saved?.Settings, context.RequestAborted);
        if (!check.IsValid) return check.Errors;
        // One that nobody can answer with would silence the bots.
        var candidate = (await standing.OfAsync([check.Settings.Model!], context.RequestAborted))[0];
        if (!candidate.CanAnswer) return [new(nameof(wanted.Model), $"{CandidateWords.ProblemOf(candidate)} The model could not answer, so what is in production stays. Mend that, then import the file again.")];
        var result = await changes.SaveAsync(saved?.Number ?? 0, check.Settings, "Imported", context.Actor(), context.RequestAborted);
        return result.Outcome == ChangeOutcome.Done ? [] : [new(nameof(wanted.Model), "Somebody else saved a version while it was imported. Import the file again.")];
    }

    private static GenerationInput Input(ExportedGeneration wanted, IReadOnlyDictionary<string, string> slugs) => GenerationShapes.Input(new()
    {
        Model = wanted.Model is { } model ? NameOf(model, slugs) : null,
        Temperature = wanted.Temperature,
        MaxOutputTokens = wanted.MaxOutputTokens,
        TopP = wanted.TopP,
        StopSequences = wanted.StopSequences,
        SystemPrompt = wanted.SystemPrompt,
        Limits = wanted.Limits,
        Fallbacks = [.. wanted.Fallbacks.Select(m => NameOf(m, slugs))],
        UsersMayChoose = wanted.UsersMayChoose,
        Allowed = [.. wanted.Allowed.Select(m => NameOf(m, slugs))],
    });

    private async Task<IReadOnlyList<FieldMessage>> UnknownAsync(IReadOnlyList<ExportedModel> models, string field, IReadOnlyList<PlannedProvider> providers, CancellationToken cancellationToken)
    {
        var errors = new List<FieldMessage>();
        foreach (var model in models)
        {
            var normalized = ProviderNames.Normalize(model.Provider);
            if (providers.FirstOrDefault(p => ProviderNames.Normalize(p.Entry.Name) == normalized) is { } planned)
            {
                if (!choices.ModelsOf(planned.Entry.ProviderType, planned.Entry.Models ?? []).Contains(model.Model, StringComparer.Ordinal)) errors.Add(new(field, $"“{model.Provider}” has no model “{model.Model}” in the file."));
                continue;
            }

            var here = await db.Providers.AsNoTracking().Where(p => p.NormalizedName == normalized).Select(p => new { p.TypeId, p.Models }).FirstOrDefaultAsync(cancellationToken);
            if (here is null) errors.Add(new(field, $"There is no provider “{model.Provider}”, neither here nor in the file."));
            else if (!choices.ModelsOf(here.TypeId, here.Models).Contains(model.Model, StringComparer.Ordinal)) errors.Add(new(field, $"“{model.Provider}” has no model “{model.Model}” here."));
        }

        return errors;
    }

    private List<ImportedChange> Differences(ExportedGeneration? before, ExportedGeneration after)
    {
        var (was, now) = (Fields(before), Fields(after));
        return [.. now.Where(field => !JsonNode.DeepEquals(was[field.Key], field.Value)).Select(field => new ImportedChange(field.Key, Text(was[field.Key]), Text(field.Value)))];
    }

    private JsonObject Fields(ExportedGeneration? settings) => settings is null ? [] : JsonSerializer.SerializeToNode(settings, json.Value.SerializerOptions)!.AsObject();

    private static string? Text(JsonNode? value) => value is JsonValue one && one.TryGetValue<string>(out var text) ? text : value?.ToJsonString();

    private static string NameOf(ExportedModel model, IReadOnlyDictionary<string, string> slugs) =>
        ModelChoice.NameOf(slugs.GetValueOrDefault(ProviderNames.Normalize(model.Provider), model.Provider), model.Model);
}
