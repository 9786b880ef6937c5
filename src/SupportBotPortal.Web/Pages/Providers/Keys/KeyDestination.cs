using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>
/// Where a provider's key is sent, and how: its address, its way to authenticate, and its settings, since only the plugin knows
/// what those decide. The page carries it along, so that it can say what is another one since it was shown.
/// </summary>
/// <param name="Key">Stable, for the form.</param>
/// <param name="Value">As people read it.</param>
public sealed record KeyDestination(string Key, string Label, string Value)
{
    public static IReadOnlyList<KeyDestination> Of(Provider provider, ProviderType? type)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return
        [
            new(nameof(provider.BaseUrl), "Base URL", provider.BaseUrl),
            new(nameof(provider.AuthScheme), "Authentication", type?.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme)?.DisplayName ?? provider.AuthScheme),
            .. (type?.SettingsWith(provider.AuthScheme) ?? [])
                .Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers))
                .Select(f => new KeyDestination($"setting-{f.Key}", f.Label, provider.Settings.GetValueOrDefault(f.Key) ?? f.Default ?? "")),
        ];
    }

    /// <summary>What is another one than the page showed, in words; what the page did not bring back counts as another one.</summary>
    public static IReadOnlyList<string> Changes(IReadOnlyList<KeyDestination> now, IReadOnlyDictionary<string, string?> shown)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(shown);
        return
        [
            .. now.Where(d => (shown.GetValueOrDefault(d.Key) ?? "") != d.Value).Select(d => $"{d.Label}: {Words(d.Value)}{(shown.TryGetValue(d.Key, out var before) ? $", before {Words(before)}" : "")}"),
        ];
    }

    private static string Words(string? value) => string.IsNullOrEmpty(value) ? "nothing" : $"“{value}”";
}
