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
    public (ConnectionDraft? Draft, string? NotTestable) FromStored(Provider provider, string? newKey = null) => Open(PlanStored(provider, newKey));

    /// <summary>For what was typed and checked; stored secrets fill what was left blank (the origin rule was checked before).</summary>
    public (ConnectionDraft? Draft, string? NotTestable) FromChecked(ProviderCheck check, Provider? existing)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Open(Plan(check.Type!, check.Input, existing));
    }

    /// <summary>Reads all that a saved provider's calls have in common, for whoever makes many.</summary>
    /// <returns>The plan, or why there is none.</returns>
    public (ConnectionPlan? Plan, string? NotTestable) PlanStored(Provider provider, string? newKey = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (!plugins.TryGet(provider.TypeId, out var plugin)) return (null, $"The plugin for the type “{provider.TypeId}” is not loaded.");
        var headers = provider.Secrets.Where(s => s.Field.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal))
            .Select(s => new HeaderInput(s.Field[ProviderSecret.HeaderPrefix.Length..], null)).ToList();
        if (StoredSettings.Problem(provider, plugin.Type!) is { } problem) return (null, problem);
        return Plan(plugin.Type!, new ProviderInput { AuthScheme = provider.AuthScheme, Settings = StoredSettings.For(provider, plugin.Type!), Headers = headers, BaseUrl = provider.BaseUrl, ApiKey = newKey }, provider);
    }

    /// <summary>Opens the secrets, for one call.</summary>
    /// <returns>The draft, or why there is none.</returns>
    public (ConnectionDraft? Draft, string? NotTestable) Open(ConnectionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var secrets = new List<string>(1);
        string? problem = null;
        var key = plan.Key is { } planned ? Reveal(planned) : null;
        var settings = plan.Settings;
        if (plan.SecretSettings.Count > 0)
        {
            var all = new Dictionary<string, string>(settings);
            foreach (var setting in plan.SecretSettings)
                if (Reveal(setting) is { Length: > 0 } value) all[setting.Name] = value;
            settings = all;
        }

        var headers = plan.Headers.Select(h => KeyValuePair.Create(h.Name, Reveal(h) ?? "")).ToList();
        if (plan.Key is not null && string.IsNullOrEmpty(key)) problem ??= $"No {LowerFirst(plan.Scheme.SecretLabel)} is configured.";
        if (problem is not null) return (null, problem);
        return (new ConnectionDraft
        {
            TypeId = plan.Type.Id,
            BaseUrl = plan.BaseUrl,
            Credential = new ProviderCredential(plan.Scheme.Id, key),
            Settings = new ProviderSettings(settings, headers),
            Secrets = secrets,
            Slug = plan.Slug,
        }, null);

        string? Reveal(PlannedSecret secret)
        {
            var value = secret.Typed;
            if (string.IsNullOrEmpty(value) && secret.Stored is { } stored)
            {
                var opened = vault.Open(stored);
                if (opened.State is not (SecretState.Ready or SecretState.Empty)) problem ??= SecretProblem.Explain(opened.State);
                value = opened.Value;
            }

            if (!string.IsNullOrEmpty(value)) secrets.Add(value);
            return value;
        }
    }

    private (ConnectionDraft? Draft, string? NotTestable) Open((ConnectionPlan? Plan, string? NotTestable) planned) => planned.Plan is { } plan ? Open(plan) : (null, planned.NotTestable);

    private static (ConnectionPlan? Plan, string? NotTestable) Plan(ProviderType type, ProviderInput input, Provider? existing)
    {
        if (!EgressUrl.TryParse(input.BaseUrl, out var url, out _)) return (null, "Its base URL is none: it was changed outside the portal. Edit the provider and enter the base URL and the key again.");
        // Never another one: a password would go out as a bearer token.
        var scheme = type.AuthSchemes.First(s => s.Id == input.AuthScheme);
        var secretSettings = type.SecretsWith(scheme.Id).ToList();
        return (new ConnectionPlan(type, scheme, url, existing?.Slug)
        {
            Settings = input.Settings.Where(s => !secretSettings.Exists(f => f.Key == s.Key)).ToDictionary().AsReadOnly(),
            Key = scheme.NeedsSecret ? Secret("", input.ApiKey, ProviderSecret.ApiKeyField) : null,
            SecretSettings = [.. secretSettings.Select(f => Secret(f.Key, input.Settings.GetValueOrDefault(f.Key), ProviderSecret.SettingPrefix + f.Key))],
            Headers = [.. input.Headers.Select(h => Secret(h.Name, h.Value, ProviderSecret.HeaderPrefix + h.Name))],
        }, null);

        PlannedSecret Secret(string name, string? typed, string field) => new(name, typed, existing is null ? null : ProviderSecretsVault.Find(existing, field));
    }

    private static string LowerFirst(string label) => label.StartsWith("API", StringComparison.Ordinal) ? label : char.ToLowerInvariant(label[0]) + label[1..];
}
