using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Api.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>Providers of a file: what each would change here, and the change.</summary>
public sealed class ProviderImport(PortalDbContext db, ProviderShapes shapes, ProviderValidator validator, ProviderChanges changes)
{
    public async Task<IReadOnlyList<PlannedProvider>> PlanAsync(HttpContext context, IReadOnlyList<ProviderCreate> entries)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entries);
        var planned = new List<PlannedProvider>();
        foreach (var entry in entries)
        {
            var isTwice = planned.Exists(p => ProviderNames.Normalize(p.Entry.Name) == ProviderNames.Normalize(entry.Name));
            planned.Add(await PlanAsync(context, entry, isTwice));
        }

        return planned;
    }

    /// <summary>Carries one out that has no errors, as a change of its own.</summary>
    /// <returns>What is wrong after all, because somebody else was quicker.</returns>
    public async Task<string?> ApplyAsync(HttpContext context, PlannedProvider planned)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(planned);
        if (planned.Changes.Count == 0) return null;
        var result = planned.Existing is { } existing
            ? await changes.UpdateAsync(existing.Slug, existing.Version, planned.Check, context.Actor(), context.RequestAborted)
            : await changes.CreateAsync(planned.Check, context.Actor(), context.RequestAborted);
        return result.Outcome == ChangeOutcome.Done ? null : "Somebody else changed, added or deleted it while it was imported. Import the file again.";
    }

    private async Task<PlannedProvider> PlanAsync(HttpContext context, ProviderCreate entry, bool isTwice)
    {
        var normalized = ProviderNames.Normalize(entry.Name.Trim());
        var existing = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.NormalizedName == normalized, context.RequestAborted);
        var notes = new List<string>();
        var sent = WithoutPlaceholders(entry, existing is null, notes);
        var check = await validator.CheckAsync(shapes.Input(sent, isNew: existing is null), existing, context.RequestAborted);
        List<FieldMessage> errors = [.. check.Errors, .. shapes.Unknown(sent)];
        if (isTwice) errors.Add(new(nameof(ProviderInput.Name), "It is in the file twice."));
        if (existing is not null && existing.TypeId != entry.ProviderType) errors.Add(new(nameof(ProviderInput.TypeId), $"“{existing.Name}” is of the type “{existing.TypeId}” here, and a type stays. Give one of them another name."));
        errors.AddRange(await MayAsync(context, existing, check.Input.Environment));
        var version = existing?.Version;
        IReadOnlyList<AuditChange> differences = errors.Count > 0 ? [] : changes.Preview(existing, check);
        return new(entry, existing is null ? null : new(existing.Slug, version!.Value), check, differences, errors, [.. check.Notes.Select(n => n.Message), .. notes]);
    }

    private static async Task<IReadOnlyList<FieldMessage>> MayAsync(HttpContext context, Provider? existing, ProviderEnvironment label)
    {
        var permission = existing is null ? ProviderPermissions.Create : ProviderPermissions.Edit;
        var may = await context.MayAsync(permission, label) && (existing is null || await context.MayAsync(permission, existing.Environment));
        return may ? [] : [new(nameof(ProviderInput.Environment), $"{permission} does not hold for its environment.")];
    }

    /// <summary>What is not exported stays as it is here; a new provider begins without it.</summary>
    private static ProviderCreate WithoutPlaceholders(ProviderCreate entry, bool isNew, List<string> notes)
    {
        if (isNew && entry.ApiKey == ConfigurationFile.Placeholder) notes.Add("Its API key is not in the file: enter it here, then test it.");
        var headers = (entry.Headers ?? []).Where(h => !isNew || h.Value != ConfigurationFile.Placeholder).ToDictionary(h => h.Key, h => Blank(h.Value));
        foreach (var missing in (entry.Headers ?? []).Keys.Except(headers.Keys)) notes.Add($"The value of its header “{missing}” is not in the file: add the header here.");
        return entry with { ApiKey = Blank(entry.ApiKey), Config = (entry.Config ?? []).ToDictionary(c => c.Key, c => Blank(c.Value)), Headers = headers };
    }

    private static string? Blank(string? value) => value == ConfigurationFile.Placeholder ? "" : value;
}
