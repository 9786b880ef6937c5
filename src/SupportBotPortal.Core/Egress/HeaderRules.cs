using System.Buffers;

namespace SupportBotPortal.Core.Egress;

/// <summary>Which headers a provider's settings or a plugin may send.</summary>
public static class HeaderRules
{
    // Host and framing belong to the connection; the metadata headers are what turns a request into a cloud credential.
    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "HTTP2-Settings",
        "Accept-Encoding", "Cookie", "Expect", "Metadata", "Metadata-Flavor", "X-Google-Metadata-Request",
    };

    private static readonly SearchValues<char> OfNames = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>For a custom header, as entered.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">May be secret; the error never repeats it.</param>
    /// <param name="error">A sentence for the person who typed it, or empty.</param>
    public static bool TryCheckCustom(string name, string value, out string error)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        error = CheckName(name) ?? (IsForbidden(name) ? $"The header {name} cannot be set: the portal or the connection decides it." : null)
            ?? CheckValue(name, value) ?? "";
        return error.Length == 0;
    }

    /// <summary>For any header at the door, the last chance: <c>TryAddWithoutValidation</c> lets CR LF through.</summary>
    internal static string? CheckOutgoing(string name, string value) =>
        CheckName(name) ?? (IsSmuggled(name) ? $"The header {name} must not be sent to a provider." : null) ?? CheckValue(name, value);

    private static bool IsForbidden(string name) => Forbidden.Contains(name) || IsSmuggled(name);

    private static bool IsSmuggled(string name) =>
        name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Metadata", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-aws-ec2-metadata-", StringComparison.OrdinalIgnoreCase);

    private static string? CheckName(string name) =>
        name.Length is > 0 and <= 100 && !name.AsSpan().ContainsAnyExcept(OfNames)
            ? null
            : "A header name consists of letters, digits and hyphens.";

    // The network stack sends nothing but ASCII; its own refusal comes too late, and looks like a broken connection.
    private static string? CheckValue(string name, string value)
    {
        if (!value.AsSpan().ContainsAnyExceptInRange(' ', '~')) return null;
        if (value.Any(c => char.IsControl(c) && c != '\t')) return $"The value of the header {name} contains a line break or another control character.";
        return value.All(char.IsAscii) ? null : $"The value of the header {name} may have only printable ASCII characters.";
    }
}
