using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Whether a declared default could be saved: otherwise every new provider's form would begin with an error.</summary>
internal static class ProviderSettingDefault
{
    private const int MaximumHeaderName = 100;

    // What no plugin could mean. The form knows more names that cannot be set, and says so there.
    private static readonly string[] NeverSet = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    public static bool Fits(SettingField field)
    {
        if (field.Default is not { Length: > 0 } text) return true;
        if (VisibleText.HidesSomething(text)) return false;
        return field.Kind switch
        {
            SettingKind.Text => text.Length <= field.MaximumLength && (field.Pattern is null || SettingPattern.Problem(field) is not null || SettingPattern.Matches(field, text)),
            SettingKind.HeaderName => IsHeaderName(text),
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

    /// <summary>RFC 9110's token characters.</summary>
    private static bool IsHeaderName(string text) =>
        text.Length <= MaximumHeaderName
        && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c))
        && !NeverSet.Contains(text, StringComparer.OrdinalIgnoreCase);
}
