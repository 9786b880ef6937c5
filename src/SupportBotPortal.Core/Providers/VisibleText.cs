using System.Globalization;
using System.Text;

namespace SupportBotPortal.Core.Providers;

/// <summary>Tells text that people can see from text that hides something.</summary>
internal static class VisibleText
{
    /// <summary>Control characters, line breaks, halves of characters, and format characters: bidi controls can turn a shown name around.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;

    public static bool HidesSomething(string text) => text.EnumerateRunes().Any(IsHidden);

    public static string WithoutHidden(string text) => string.Concat(text.EnumerateRunes().Select(rune => IsHidden(rune) ? " " : rune.ToString()));
}
