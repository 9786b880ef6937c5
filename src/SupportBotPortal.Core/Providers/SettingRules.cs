using System.Globalization;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Checks a typed setting against what its plugin declared.</summary>
internal static class SettingRules
{
    /// <returns>A sentence, or <see langword="null"/> if the value can be used.</returns>
    public static string? Check(SettingField field, string value) => field.Kind switch
    {
        SettingKind.Text => CheckText(field, value),
        SettingKind.Secret => CustomHeaderRules.IsPrintable(value, 4096) ? null : $"{field.Label} may have only printable ASCII characters, at most 4,096.",
        SettingKind.Url => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : $"{field.Label} must be a whole address, beginning with https:// or http://.",
        SettingKind.Number => CheckNumber(field, value),
        SettingKind.Boolean => value is "true" or "false" ? null : $"{field.Label} is yes or no.",
        SettingKind.Choice => field.Choices.Any(choice => choice.Value == value) ? null : $"Choose one of the offered values for {field.Label}.",
        SettingKind.HeaderName => CustomHeaderRules.CheckCredentialName(value),
        SettingKind.Headers => null,
        _ => null,
    };

    private static string? CheckText(SettingField field, string value)
    {
        if (value.Length > field.MaximumLength) return $"{field.Label} may have at most {field.MaximumLength:N0} characters; it has {value.Length:N0}.";
        if (VisibleText.HidesSomething(value)) return $"{field.Label} contains a character that cannot be seen; type it again.";
        return SettingPattern.Matches(field, value) ? null : field.PatternHelp;
    }

    private static string? CheckNumber(SettingField field, string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return $"{field.Label} must be a whole number.";
        if (number < field.Minimum) return $"{field.Label} must be at least {field.Minimum}.";
        return number > field.Maximum ? $"{field.Label} must be at most {field.Maximum}." : null;
    }
}
