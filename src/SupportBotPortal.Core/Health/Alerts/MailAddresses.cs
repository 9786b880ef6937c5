using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Reads the mail addresses that people type: plain ones, without names, comments or quotes, which every server takes.</summary>
public static partial class MailAddresses
{
    public const int Longest = 254;
    public const int Most = 50;

    /// <param name="text">One on a line, or with commas or semicolons between them.</param>
    /// <param name="addresses">Each once.</param>
    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Read(string? text, out IReadOnlyList<string> addresses)
    {
        var typed = (text ?? "").Split(['\n', '\r', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = new List<string>();
        addresses = found;
        if (typed.Length == 0) return "Enter at least one mail address.";
        foreach (var one in typed)
        {
            if (Canonical(one) is not { } address) return $"“{Shown(one)}” is no mail address. Write it like rosa@example.com, each on a line of its own.";
            if (!found.Contains(address, StringComparer.OrdinalIgnoreCase)) found.Add(address);
        }

        return found.Count > Most ? $"There can be at most {Most} recipients; these are {found.Count:N0}. Use a mailing list." : null;
    }

    /// <returns>With its domain as it travels; <see langword="null"/> if it is none.</returns>
    public static string? Canonical(string? typed)
    {
        var text = typed?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        if (text.Length > Longest || at is < 1 or > 64 || !Local().IsMatch(text[..at])) return null;
        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            return Domain().IsMatch(domain) && domain.Length <= 253 && at + 1 + domain.Length <= Longest ? $"{text[..at]}@{domain}" : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Shown(string typed)
    {
        var visible = Plugins.VisibleText.WithoutHidden(typed);
        return visible.Length <= 80 ? visible : visible[..80] + "…";
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Local();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}
