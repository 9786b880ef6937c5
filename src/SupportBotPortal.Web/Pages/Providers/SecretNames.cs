using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>What a provider's type calls its secrets.</summary>
public static class SecretNames
{
    /// <param name="field">As <see cref="ProviderSecret.Field"/>.</param>
    /// <param name="type"><see langword="null"/> if its plugin is gone.</param>
    public static string Of(string field, ProviderType? type, string authScheme)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field == ProviderSecret.ApiKeyField) return type?.AuthSchemes.FirstOrDefault(s => s.Id == authScheme)?.SecretLabel ?? "API key";
        if (field.StartsWith(ProviderSecret.HeaderPrefix, StringComparison.Ordinal)) return $"Header {field[ProviderSecret.HeaderPrefix.Length..]}";
        var key = field[ProviderSecret.SettingPrefix.Length..];
        return type?.Settings.FirstOrDefault(f => f.Key == key)?.Label ?? key;
    }
}
