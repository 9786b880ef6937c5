using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>A field's pattern: written by a stranger and matched against what a person types, so only in linear time.</summary>
public static class SettingPattern
{
    /// <summary>Whether the declaration makes sense; asked once, when the plugin is loaded.</summary>
    public static bool CanBeUsed(SettingField field)
    {
        if (field.Kind != SettingKind.Text || field.PatternHelp.Length == 0) return false;
        try
        {
            Of(field.Pattern!);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    public static bool Matches(SettingField field, string text) => field.Pattern is not { } pattern || Of(pattern).IsMatch(text);

    private static Regex Of(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
