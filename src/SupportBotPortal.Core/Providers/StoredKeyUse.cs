using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// A stored key may be tried with what is typed in the form, as long as the origin is the same. Where the path, the way of
/// authenticating, a setting or a header differs, it may go somewhere else on that host, or, by a gateway that takes orders in
/// headers, beyond it: that leaves a line in the audit log, saved or not.
/// </summary>
public sealed class StoredKeyUse(PortalDbContext db, AuditTrail audit)
{
    public async Task NoteAsync(ProviderCheck check, Provider? existing, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (existing is null || check.Type is null || !UsesStored(check.Input, existing, check.Type) || Differences(check, existing) is not { Count: > 0 } differences) return;
        await audit.CommitAsync(
            db,
            actor,
            new AuditRecord("provider.stored_key_tried") { SubjectType = "provider", SubjectId = existing.Id.ToString(), SubjectName = existing.Name, Changes = differences },
            cancellationToken);
    }

    private static bool UsesStored(ProviderInput input, Provider existing, ProviderType type) =>
        (string.IsNullOrEmpty(input.ApiKey) && existing.Secrets.Exists(s => s.Field == ProviderSecret.ApiKeyField) && type.AuthSchemes.Any(s => s.Id == input.AuthScheme && s.NeedsSecret))
        || input.Headers.Any(h => string.IsNullOrEmpty(h.Value))
        || type.SecretsWith(input.AuthScheme).Any(f => string.IsNullOrEmpty(input.Settings.GetValueOrDefault(f.Key)) && existing.Secrets.Exists(s => s.Field == ProviderSecret.SettingPrefix + f.Key));

    private static List<AuditChange> Differences(ProviderCheck check, Provider existing)
    {
        var changes = new List<AuditChange>();
        Note("Base URL", existing.BaseUrl, check.Input.BaseUrl);
        Note("Authentication", existing.AuthScheme, check.Input.AuthScheme);
        foreach (var field in check.Type!.SettingsWith(check.Input.AuthScheme).Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers)))
            Note(field.Label, existing.Settings.GetValueOrDefault(field.Key, ""), check.Input.Settings.GetValueOrDefault(field.Key, ""));
        changes.AddRange(HeadersOf(check.Input, existing));
        return changes;

        void Note(string field, string before, string after)
        {
            if (before != after) changes.Add(new(field, before, after));
        }
    }

    /// <summary>Their values are secrets: only which ones, and how.</summary>
    private static IEnumerable<AuditChange> HeadersOf(ProviderInput input, Provider existing)
    {
        var stored = existing.Secrets.Select(s => s.Field).Where(f => f.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var header in input.Headers.Where(h => !string.IsNullOrEmpty(h.Value)))
        {
            var field = ProviderSecret.HeaderPrefix + header.Name;
            yield return AuditChange.Secret(field, stored.Contains(field) ? "replaced" : "set");
        }

        foreach (var field in stored.Except(input.Headers.Select(h => ProviderSecret.HeaderPrefix + h.Name))) yield return AuditChange.Secret(field, "removed");
    }
}
