using System.Globalization;
using System.Text;

namespace SupportBotPortal.Core.Plugins;

/// <summary>What texts of a plugin's may consist of: the same as those that people type.</summary>
internal static class DeclaredText
{
    public const int MaximumName = 60;
    private const int MaximumQuoted = 40;

    public static bool IsName(string text) => IsName(text, MaximumName);

    public static bool IsName(string text, int maximum) => !string.IsNullOrWhiteSpace(text) && text.Length <= maximum && !HidesSomething(text);

    /// <summary>Control characters, halves of characters, and format characters: U+202E turns what follows it around.</summary>
    public static bool HidesSomething(string text) => text.EnumerateRunes().Any(IsHidden);

    /// <summary>For sentences, which may have several lines.</summary>
    public static bool HidesSomethingInLines(string text) => text.EnumerateRunes().Any(rune => IsHidden(rune) && rune.Value is not ('\n' or '\r' or '\t'));

    /// <summary>For repeating in a message what may be anything.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > MaximumQuoted ? text[..MaximumQuoted] + "…" : text;
        return $"“{string.Concat(shown.EnumerateRunes().Select(rune => IsHidden(rune) ? "?" : rune.ToString()))}”";
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;
}
