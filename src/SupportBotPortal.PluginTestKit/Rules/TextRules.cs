using System.Globalization;
using System.Text;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Which texts the portal shows and stores.</summary>
internal static class TextRules
{
    public static bool IsName(string? text, int maximum) => !string.IsNullOrWhiteSpace(text) && text.Length <= maximum && !Hides(text);

    public static bool IsSentence(string? text) => text is { Length: <= 2_000 } && !text.EnumerateRunes().Any(rune => IsHidden(rune) && rune.Value is not ('\n' or '\r' or '\t'));

    public static bool IsModelId(string? id) => IsName(id, 200) && id!.Trim().Length == id.Length;

    /// <summary>Control and format characters, halves of characters: bidi controls can turn a shown name around.</summary>
    public static bool Hides(string text) => text.EnumerateRunes().Any(IsHidden);

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;
}
