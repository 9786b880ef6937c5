using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Whether a declared default could be saved: otherwise every new provider's form would begin with an error.</summary>
internal static class ProviderSettingDefault
{
    public static bool Fits(SettingField field)
    {
        if (field.Default is not { Length: > 0 } text) return true;
        return field.Kind switch
        {
            SettingKind.Text => text.Length <= field.MaximumLength && SettingPattern.Matches(field, text),
            SettingKind.HeaderName => true,
            SettingKind.Url => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
            SettingKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && !(number < field.Minimum) && !(number > field.Maximum),
            SettingKind.Boolean => text is "true" or "false",
            SettingKind.Choice => field.Choices.Any(choice => choice.Value == text),
            // Write-only: a default would be shown.
            SettingKind.Secret or SettingKind.Headers => false,
            _ => false,
        };
    }
}
