using System.Globalization;
using System.Text;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Which names of models a list may have: what strangers send is shown and sent again.</summary>
public static class ModelIds
{
    /// <summary>More than this the portal takes from nobody.</summary>
    public const int Most = 5_000;

    private const int Longest = 200;

    public static bool IsFit(string? id) => id is { Length: > 0 and <= Longest } && !id.EnumerateRunes().Any(IsUnfit);

    // Control characters, lone surrogates, and format characters, among which are those that reverse the reading direction.
    private static bool IsUnfit(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;
}
