using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Applies a checked input to a provider and says field by field what changed.</summary>
internal static class ProviderEdit
{
    private const int LongestText = 2000;

    public static (IReadOnlyList<AuditChange> Changes, bool ConnectionChanged) Apply(Provider provider, ProviderCheck check, ProviderSecretsVault vault, string by, DateTime now)
    {
        var input = check.Input;
        var plain = new List<AuditChange>();
        Note(plain, "Name", provider.Name, input.Name);
        provider.Name = input.Name;
        provider.NormalizedName = ProviderNames.Normalize(input.Name);
        Note(plain, "Environment", Label(provider.Environment), Label(input.Environment));
        provider.Environment = input.Environment;
        Note(plain, "Notes", provider.Notes, input.Notes);
        provider.Notes = input.Notes;
        NoteModels(plain, provider.Models, input.Models);
        provider.Models = [.. input.Models];
        Note(plain, "Active", provider.IsActive ? "yes" : "no", input.IsActive ? "yes" : "no");
        provider.IsActive = input.IsActive;
        ApplyRotation(plain, provider, input.KeyRotationDays);

        var connection = new List<AuditChange>();
        Note(connection, "Base URL", provider.BaseUrl, input.BaseUrl);
        provider.BaseUrl = input.BaseUrl;
        Note(connection, "Authentication", provider.AuthScheme, input.AuthScheme);
        provider.AuthScheme = input.AuthScheme;
        ApplySettings(provider, check, connection);
        // After the base URL and the type: what is sealed is bound to them.
        ApplySecrets(provider, check, vault, by, now, connection);
        return ([.. plain, .. connection], connection.Count > 0);
    }

    private static string Label(ProviderEnvironment environment) => environment == ProviderEnvironment.None ? "" : environment.ToString();

    private static void ApplySettings(Provider provider, ProviderCheck check, List<AuditChange> changes)
    {
        var settings = new Dictionary<string, string>();
        foreach (var field in check.Type!.Settings.Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers)))
        {
            var value = check.Input.Settings.GetValueOrDefault(field.Key, "");
            Note(changes, field.Label, provider.Settings.GetValueOrDefault(field.Key, ""), value);
            if (value.Length > 0) settings[field.Key] = value;
        }

        // Of a version of the plugin that declared them otherwise. Without the value: it may be a secret by now.
        foreach (var stale in provider.Settings.Keys.Where(key => !check.Type.Settings.Any(f => f.Key == key && f.Kind is not (SettingKind.Secret or SettingKind.Headers))))
            changes.Add(AuditChange.Secret(stale, "removed"));
        provider.Settings = settings;
    }

    private static void ApplySecrets(Provider provider, ProviderCheck check, ProviderSecretsVault vault, string by, DateTime now, List<AuditChange> changes)
    {
        var input = check.Input;
        var wanted = new Dictionary<string, string?>();
        if (check.Type!.AuthSchemes.First(s => s.Id == input.AuthScheme).NeedsSecret) wanted[ProviderSecret.ApiKeyField] = input.ApiKey;
        foreach (var field in check.Type.SecretsWith(input.AuthScheme)) wanted[ProviderSecret.SettingPrefix + field.Key] = input.Settings.GetValueOrDefault(field.Key);
        foreach (var header in input.Headers) wanted[ProviderSecret.HeaderPrefix + header.Name] = header.Value;

        foreach (var gone in provider.Secrets.Where(s => !wanted.ContainsKey(s.Field)).ToList())
        {
            provider.Secrets.Remove(gone);
            changes.Add(SecretHistory.Removed(provider, gone, by, now));
        }

        foreach (var (field, value) in wanted.Where(w => !string.IsNullOrEmpty(w.Value))) changes.Add(SecretHistory.Store(provider, vault.Seal(provider, field, value!, by)));
    }

    private static void ApplyRotation(List<AuditChange> changes, Provider provider, string typed)
    {
        int? days = typed.Length == 0 ? null : int.Parse(typed, CultureInfo.InvariantCulture);
        Note(changes, "Key rotation days", provider.KeyRotationDays?.ToString(CultureInfo.InvariantCulture), days?.ToString(CultureInfo.InvariantCulture));
        provider.KeyRotationDays = days;
    }

    private static void Note(List<AuditChange> changes, string field, string? before, string? after)
    {
        if ((before ?? "") != (after ?? "")) changes.Add(new(field, Shorten(before), Shorten(after)));
    }

    /// <summary>Of a long list only what differs: shortened, it would look the same before and after.</summary>
    public static void NoteModels(List<AuditChange> changes, List<string> before, IReadOnlyList<string> after)
    {
        var (was, now) = (string.Join(", ", before), string.Join(", ", after));
        if (was.Length <= LongestText && now.Length <= LongestText)
        {
            Note(changes, "Models", was, now);
            return;
        }

        Note(changes, "Models removed", "", string.Join(", ", before.Except(after, StringComparer.Ordinal)));
        Note(changes, "Models added", "", string.Join(", ", after.Except(before, StringComparer.Ordinal)));
        if (was != now) changes.Add(new("Models", $"{before.Count:N0}, SHA-256 {Fingerprint(was)}", $"{after.Count:N0}, SHA-256 {Fingerprint(now)}"));
    }

    private static string? Shorten(string? text) => text is { Length: > LongestText } ? $"{text[..LongestText]}… ({text.Length:N0} characters, SHA-256 {Fingerprint(text)})" : text;

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
