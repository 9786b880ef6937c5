using System.Text.RegularExpressions;

namespace SupportBotPortal.Core.Providers;

/// <summary>Which custom headers may be sent.</summary>
internal static partial class HeaderRules
{
    public const int MaximumCount = 20;
    public const int MaximumValueLength = 4096;

    // What frames the request, what the portal decides, and what opens cloud metadata services.
    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "TE",
        "Trailer", "Upgrade", "Expect", "Cookie", "Accept-Encoding", "Forwarded", "Via",
        "Metadata", "Metadata-Flavor", "X-Google-Metadata-Request", "X-aws-ec2-metadata-token", "X-aws-ec2-metadata-token-ttl-seconds",
    };

    public static string? Check(string name, string? value)
    {
        if (!NamePattern().IsMatch(name)) return $"“{Shorten(name)}” is not a header name: letters, digits and dashes, at most 100.";
        if (Forbidden.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)) return $"The header “{name}” may not be set: the portal or the network decides it.";
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) return "Authorization is set by “Authentication” above; two credentials at once are refused by most providers.";
        if (value is not null && !IsPrintable(value, MaximumValueLength)) return $"The value of “{name}” may have only printable ASCII characters, at most {MaximumValueLength:N0}.";
        return null;
    }

    /// <summary>Printable ASCII: what may stand in a header without changing its shape.</summary>
    public static bool IsPrintable(string text, int maximum) => text.Length <= maximum && text.All(c => c is >= ' ' and <= '~');

    private static string Shorten(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(40)]);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
