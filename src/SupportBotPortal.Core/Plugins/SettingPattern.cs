using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>A field's pattern: written by a stranger and matched against what a person types, so only in linear time.</summary>
public static class SettingPattern
{
    public static bool Matches(SettingField field, string text) => field.Pattern is not { } pattern || Of(pattern).IsMatch(text);

    /// <summary>What is wrong with the declaration, as the end of a clause; asked once, when the plugin is loaded.</summary>
    internal static string? Problem(SettingField field)
    {
        if (field.Pattern is not { } pattern) return null;
        if (field.Kind != SettingKind.Text) return "is of no use: only a field for text has one";
        if (field.PatternHelp.Length == 0) return "comes without a sentence for what does not match (PatternHelp)";
        try
        {
            Of(pattern);
            return null;
        }
        catch (ArgumentException)
        {
            return "is not a regular expression";
        }
        catch (NotSupportedException)
        {
            return "cannot be matched in linear time: it may have no look-around and no back-references";
        }
    }

    private static Regex Of(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
