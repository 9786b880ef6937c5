using System.Globalization;
using System.Text;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Tells text that people can see from text that hides something: what people type, plugins declare and providers send.</summary>
public static class VisibleText
{
    /// <summary>Control characters, line breaks, halves of characters, and format characters: bidi controls can turn a shown name around.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;

    public static bool HidesSomething(string text) => text.EnumerateRunes().Any(IsHidden);

    /// <summary>For sentences, which may have several lines.</summary>
    public static bool HidesSomethingInLines(string text) => text.EnumerateRunes().Any(rune => IsHidden(rune) && rune.Value is not ('\n' or '\r' or '\t'));

    /// <param name="text">What may hide something.</param>
    /// <param name="instead">What is put in the place of each hidden character.</param>
    public static string WithoutHidden(string text, string instead = " ") => string.Concat(text.EnumerateRunes().Select(rune => IsHidden(rune) ? instead : rune.ToString()));
}
