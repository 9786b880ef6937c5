using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Some fields of a type belong to certain ways of authenticating: the others are neither shown, kept nor sent.</summary>
public static class SettingScope
{
    public static bool Applies(this SettingField field, string? authScheme)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.AuthSchemes.Count == 0 || field.AuthSchemes.Contains(authScheme);
    }

    public static IEnumerable<SettingField> SettingsWith(this ProviderType type, string? authScheme)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Settings.Where(field => field.Applies(authScheme));
    }

    /// <summary>The write-only ones among them.</summary>
    public static IEnumerable<SettingField> SecretsWith(this ProviderType type, string? authScheme) =>
        type.SettingsWith(authScheme).Where(field => field.Kind == SettingKind.Secret);
}
