using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Puts together what a call needs: what was typed, what is stored, and the opened secrets.</summary>
public sealed class ConnectionDrafts(ProviderSecretsVault vault, PluginCatalog plugins)
{
    /// <summary>For a saved provider, as it is stored.</summary>
    /// <param name="newKey">A key to try instead of the stored one.</param>
    /// <returns>The draft, or why there is none: then the provider is not testable, which is not an outage.</returns>
    public (ConnectionDraft? Draft, string? NotTestable) FromStored(Provider provider, string? newKey = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (!plugins.TryGet(provider.TypeId, out var plugin)) return (null, $"The plugin for the type “{provider.TypeId}” is not loaded.");
        var headers = provider.Secrets.Where(s => s.Field.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal))
            .Select(s => new HeaderInput(s.Field[ProviderSecret.HeaderPrefix.Length..], null)).ToList();
        if (StoredSettings.Problem(provider, plugin.Type!) is { } problem) return (null, problem);
        return Build(plugin.Type!, new ProviderInput { AuthScheme = provider.AuthScheme, Settings = StoredSettings.For(provider, plugin.Type!), Headers = headers, BaseUrl = provider.BaseUrl, ApiKey = newKey }, provider);
    }

    /// <summary>For what was typed and checked; stored secrets fill what was left blank (the origin rule was checked before).</summary>
    public (ConnectionDraft? Draft, string? NotTestable) FromChecked(ProviderCheck check, Provider? existing)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Build(check.Type!, check.Input, existing);
    }

    private (ConnectionDraft? Draft, string? NotTestable) Build(ProviderType type, ProviderInput input, Provider? existing)
    {
        var secrets = new List<string>();
        string? problem = null;

        string? Secret(string? typed, string field)
        {
            var value = typed;
            if (string.IsNullOrEmpty(typed) && existing is not null)
            {
                var opened = vault.Open(existing, field);
                if (opened.State is not (SecretState.Ready or SecretState.Empty)) problem ??= SecretProblem.Explain(opened.State);
                value = opened.Value;
            }

            if (!string.IsNullOrEmpty(value)) secrets.Add(value);
            return value;
        }

        // Never another one: a password would go out as a bearer token.
        var scheme = type.AuthSchemes.First(s => s.Id == input.AuthScheme);
        var key = scheme.NeedsSecret ? Secret(input.ApiKey, ProviderSecret.ApiKeyField) : null;
        var settings = new Dictionary<string, string>(input.Settings);
        foreach (var field in type.SecretsWith(scheme.Id))
        {
            if (Secret(settings.GetValueOrDefault(field.Key), ProviderSecret.SettingPrefix + field.Key) is { Length: > 0 } value) settings[field.Key] = value;
        }

        var headers = input.Headers.Select(h => KeyValuePair.Create(h.Name, Secret(h.Value, ProviderSecret.HeaderPrefix + h.Name) ?? "")).ToList();
        if (scheme.NeedsSecret && string.IsNullOrEmpty(key)) problem ??= $"No {LowerFirst(scheme.SecretLabel)} is configured.";
        if (!EgressUrl.TryParse(input.BaseUrl, out var url, out _)) problem = "Its base URL is none: it was changed outside the portal. Edit the provider and enter the base URL and the key again.";
        if (problem is not null) return (null, problem);
        return (new ConnectionDraft
        {
            TypeId = type.Id,
            BaseUrl = url!,
            Credential = new ProviderCredential(scheme.Id, key),
            Settings = new ProviderSettings(settings, headers),
            Secrets = secrets,
            Slug = existing?.Slug,
        }, null);
    }

    private static string LowerFirst(string label) => label.StartsWith("API", StringComparison.Ordinal) ? label : char.ToLowerInvariant(label[0]) + label[1..];
}
