using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// What a provider has stored, seen with what its type declares now: a newer version of the plugin may have other fields,
/// choices and ways of authenticating than the one with which the provider was saved.
/// </summary>
internal static class StoredSettings
{
    /// <summary>Only what the type still declares, and only where it applies: nothing else reaches the plugin.</summary>
    public static Dictionary<string, string> For(Provider provider, ProviderType type) =>
        Plain(provider, type).Where(f => provider.Settings.ContainsKey(f.Key)).ToDictionary(f => f.Key, f => provider.Settings[f.Key]);

    /// <returns>Why it cannot be called as it is stored, or <see langword="null"/>.</returns>
    public static string? Problem(Provider provider, ProviderType type)
    {
        if (!type.AuthSchemes.Any(s => s.Id == provider.AuthScheme))
            return $"Its way of authenticating, “{provider.AuthScheme}”, is not offered any more by the plugin of its type, so the key is sent nowhere. Edit the provider and choose another one.";
        foreach (var field in Plain(provider, type))
        {
            var value = provider.Settings.GetValueOrDefault(field.Key, "");
            var problem = value.Length > 0 ? SettingRules.Check(field, value) : field.Required && field.Kind != SettingKind.Boolean ? $"{field.Label} is needed." : null;
            if (problem is not null) return $"A setting does not fit the plugin of its type any more: {problem} Edit the provider.";
        }

        return type.SecretsWith(provider.AuthScheme).FirstOrDefault(f => f.Required && !provider.Secrets.Exists(s => s.Field == ProviderSecret.SettingPrefix + f.Key)) is { } missing
            ? $"The plugin of its type now needs a setting: {missing.Label}. Edit the provider and enter it."
            : null;
    }

    private static IEnumerable<SettingField> Plain(Provider provider, ProviderType type) =>
        type.SettingsWith(provider.AuthScheme).Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers));
}
