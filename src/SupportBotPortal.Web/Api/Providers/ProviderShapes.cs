using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>Between providers as they are stored and as programs see and write them.</summary>
public sealed class ProviderShapes(PluginCatalog plugins, ListRulesSource rules)
{
    /// <param name="provider">With its secrets.</param>
    public ProviderResource Read(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var type = plugins.TypeOf(provider.TypeId);
        var key = provider.Secrets.Find(s => s.Field == ProviderSecret.ApiKeyField);
        var test = provider.LastTest;
        return new()
        {
            Id = provider.Id,
            Name = provider.Name,
            ProviderType = provider.TypeId,
            BaseUrl = provider.BaseUrl,
            AuthScheme = provider.AuthScheme,
            HasApiKey = key is not null,
            ApiKeySetAt = key?.SetAt,
            ApiKeyDueAt = provider.KeyDueAt,
            KeyRotationDays = provider.KeyRotationDays,
            Config = Plain(provider, type),
            SecretConfig = Named(provider, ProviderSecret.SettingPrefix),
            HeaderNames = Named(provider, ProviderSecret.HeaderPrefix),
            Models = provider.Models,
            IsActive = provider.IsActive,
            IsDefault = provider.IsDefault,
            Environment = provider.Environment,
            Notes = provider.Notes,
            Status = rules.StateOf(provider),
            LastHealthCheckAt = test?.At,
            LastHealthCheckStatus = test?.Outcome,
            LastHealthCheckError = test is null or { Outcome: ProviderTestOutcome.Passed } ? null : test.Message,
            ResponseTimeMs = test is { Outcome: ProviderTestOutcome.Passed } ? test.Milliseconds : null,
            CreatedAt = provider.CreatedAt,
            UpdatedAt = provider.UpdatedAt,
        };
    }

    /// <summary>As it would be written anew: what a patch is applied to. A secret is there by name, and empty, which keeps it.</summary>
    public ProviderCreate Write(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var config = Plain(provider, plugins.TypeOf(provider.TypeId)).ToDictionary(s => s.Key, s => (string?)s.Value);
        foreach (var secret in Named(provider, ProviderSecret.SettingPrefix)) config[secret] = "";
        return new()
        {
            Name = provider.Name,
            ProviderType = provider.TypeId,
            BaseUrl = provider.BaseUrl,
            AuthScheme = provider.AuthScheme,
            Config = config,
            Headers = Named(provider, ProviderSecret.HeaderPrefix).ToDictionary(name => name, _ => (string?)""),
            Models = provider.Models,
            Environment = provider.Environment,
            Notes = provider.Notes,
            KeyRotationDays = provider.KeyRotationDays,
            IsActive = provider.IsActive,
        };
    }

    /// <param name="isNew">Then what is left out is as the type suggests.</param>
    public ProviderInput Input(ProviderCreate sent, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var type = plugins.TypeOf(sent.ProviderType);
        var config = (sent.Config ?? []).ToDictionary(c => c.Key, c => c.Value ?? "");
        if (isNew)
        {
            foreach (var field in type?.Settings.Where(f => f.Default is not null) ?? []) config.TryAdd(field.Key, field.Default!);
        }

        return new()
        {
            Name = sent.Name,
            TypeId = sent.ProviderType,
            BaseUrl = sent.BaseUrl ?? (isNew ? type?.DefaultBaseUrl?.AbsoluteUri.TrimEnd('/') : null) ?? "",
            AuthScheme = sent.AuthScheme ?? (isNew ? type?.AuthSchemes[0].Id : null) ?? "",
            ApiKey = sent.ApiKey?.Trim(),
            Settings = config,
            Headers = [.. (sent.Headers ?? []).Select(h => new HeaderInput(h.Key, h.Value))],
            Models = [.. (sent.Models ?? []).Select(m => m ?? "")],
            Environment = sent.Environment ?? ProviderEnvironment.None,
            Notes = sent.Notes ?? "",
            KeyRotationDays = sent.KeyRotationDays?.ToString(CultureInfo.InvariantCulture) ?? "",
            IsActive = sent.IsActive ?? true,
        };
    }

    /// <summary>What was sent that the type does not have: it would be dropped without a word.</summary>
    public IEnumerable<FieldMessage> Unknown(ProviderCreate sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if (plugins.TypeOf(sent.ProviderType) is not { } type) yield break;
        // One that makes no sense says as much as ten thousand.
        foreach (var key in (sent.Config ?? []).Keys.Where(key => !type.Settings.Any(f => f.Key == key && f.Kind != SettingKind.Headers)).Take(10))
            yield return new(FieldMessage.Setting(key), $"The type “{type.Id}” has no setting “{key}”.");
        if (sent.Headers is { Count: > 0 } && !type.Settings.Any(f => f.Kind == SettingKind.Headers)) yield return new(nameof(ProviderInput.Headers), $"The type “{type.Id}” takes no custom headers.");
    }

    /// <summary>Of what is stored, what the type calls no secret: of a version of the plugin that declared it otherwise, it may be one by now.</summary>
    private static Dictionary<string, string> Plain(Provider provider, ProviderType? type) =>
        provider.Settings.Where(s => type?.Settings.Any(f => f.Key == s.Key && f.Kind is not (SettingKind.Secret or SettingKind.Headers)) == true).ToDictionary(s => s.Key, s => s.Value);

    private static List<string> Named(Provider provider, string prefix) =>
        [.. provider.Secrets.Select(s => s.Field).Where(f => f.StartsWith(prefix, StringComparison.Ordinal)).Select(f => f[prefix.Length..]).Order(StringComparer.Ordinal)];
}
