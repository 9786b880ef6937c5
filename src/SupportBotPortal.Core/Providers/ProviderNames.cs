using System.Globalization;
using System.Text;

namespace SupportBotPortal.Core.Providers;

/// <summary>How names are compared, and the slugs made from them.</summary>
public static class ProviderNames
{
    /// <summary>Names that look alike are alike: case, width and runs of white space do not count.</summary>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join(' ', name.Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
    }

    /// <summary>Slugs that would hide the portal's own pages below /providers, or be hidden by them.</summary>
    internal static bool IsReserved(string slug) => slug is "new" or "form" or "try" or "bulk" or "deleted";

    /// <summary>A name with something added, short enough to be one.</summary>
    internal static string WithAddition(string name, string addition)
    {
        if (name.Length + addition.Length <= NameRules.Longest) return name + addition;
        var cut = NameRules.Longest - addition.Length;
        // Half of a character that takes two would be none.
        if (char.IsHighSurrogate(name[cut - 1])) cut--;
        return name[..cut].TrimEnd() + addition;
    }

    internal static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(character)) slug.Append(char.ToLowerInvariant(character));
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        if (text.Length == 0) return "provider";
        return text.Length <= 100 ? text : text[..100].TrimEnd('-');
    }
}
