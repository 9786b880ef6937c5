using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace SupportBotPortal.Core.Egress;

/// <summary>Reads the addresses that people type. Says nothing about whether they may be called: see <see cref="AddressPolicy"/>.</summary>
public static class EgressUrl
{
    public const int MaximumLength = 2048;

    /// <summary>A mail server to which everything is said in clear.</summary>
    internal const string Mail = "smtp";

    /// <summary>A mail server to which nothing of value is said before the connection is secure.</summary>
    internal const string SecureMail = "smtps";

    /// <param name="text">As typed. Spaces around it are ignored.</param>
    /// <param name="url">Canonical: lower-case scheme and host (IDN as punycode), no default port, no trailing slash on the path.</param>
    /// <param name="error">A sentence for the person who typed it, or empty.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url, out string error)
    {
        url = null;
        text = text?.Trim() ?? "";
        error = CheckText(text) ?? "";
        if (error.Length > 0) return false;
        try
        {
            url = Canonical(text, out error);
        }
        catch (UriFormatException)
        {
            error = NotAnAddress;
        }

        return url is not null;
    }

    /// <summary>
    /// <c>scheme://host:port</c>, the port always explicit. What a key is bound to. Empty for a host that cannot be written
    /// as one, as somebody may have put into the database: it is the origin of no address that can be called.
    /// </summary>
    public static string OriginOf(Uri url)
    {
        var host = HostOf(url);
        return host.Length == 0 ? "" : $"{url.Scheme}://{(host.Contains(':') ? $"[{host}]" : host)}:{url.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Whether a key for one address may go to the other one.</summary>
    internal static bool HaveSameOrigin(Uri one, Uri other)
    {
        // Written alike it is the same host, and nothing need be decoded; otherwise, and where there may be a zone besides, the canonical form decides.
        if (one.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 && one.HostNameType == other.HostNameType && one.Scheme == other.Scheme && one.Port == other.Port && one.Host == other.Host) return true;
        return OriginOf(one) is { Length: > 0 } origin && origin == OriginOf(other);
    }

    /// <summary>The address of a server that does not speak HTTP, for mail or logs: what the policy judges, and what a mail server's password is bound to.</summary>
    /// <param name="host">A name or an address, as typed.</param>
    /// <param name="port">Its port.</param>
    /// <param name="isSecure">Whether the connection becomes secure, at once or by STARTTLS, before anything of value is said.</param>
    /// <returns><see langword="null"/> if no host can be called that.</returns>
    public static Uri? OfServer(string? host, int port, bool isSecure)
    {
        var name = host?.Trim() ?? "";
        if (name.Length == 0 || port is < 1 or > ushort.MaxValue) return null;
        // The rules for the host of an address that people type are these; what is no host there is none here.
        if (name.AsSpan().IndexOfAny("/?#@") >= 0 || !TryParse($"https://{(name.Contains(':') && name[0] != '[' ? $"[{name}]" : name)}", out var url, out _) || !url.IsDefaultPort) return null;
        return Uri.TryCreate($"{(isSecure ? SecureMail : Mail)}://{url.Host}:{port.ToString(CultureInfo.InvariantCulture)}", UriKind.Absolute, out var server) && HostOf(server).Length > 0 ? server : null;
    }

    /// <summary>The host as it is looked up: lower case, punycode, without brackets and trailing dot. Empty if there is no such form of it.</summary>
    internal static string HostOf(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        string host;
        try
        {
            host = url.IdnHost.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            // Uri accepts names, such as one that begins with a combining accent, for which there is no punycode.
            return "";
        }

        return IPAddress.TryParse(host, out var address) ? address.ToString() : host;
    }

    private const string NotAnAddress = "This is not a valid address. It should look like https://api.example.com/v1.";

    // Everything that parsers are known to disagree on is refused in the text, before any parser sees it.
    private static string? CheckText(string text)
    {
        if (text.Length == 0) return "Enter an address, such as https://api.example.com/v1.";
        if (text.Length > MaximumLength) return $"The address is longer than {MaximumLength:N0} characters.";
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            return "The address contains a space, a line break or an invisible character. Remove it.";
        var start = Start(text);
        if (start == 0)
        {
            return text.Contains("://", StringComparison.Ordinal)
                ? "Only http and https addresses can be called."
                : "The address must begin with https:// (or http:// for a machine in your own network).";
        }

        if (text.Contains('\\')) return "The address contains a backslash. Use / instead.";
        var end = text.AsSpan(start).IndexOfAny("/?#");
        var authority = end < 0 ? text[start..] : text.Substring(start, end);
        if (authority.Length == 0) return "The address names no host.";
        if (authority.Contains('@')) return "The address must not contain a user name or password. Enter the key in its own field.";
        if (authority.Contains('%')) return "The host name must not contain a percent sign.";
        if (text.Contains('?')) return "The address must not contain a query (the part from ? on). Settings and keys have their own fields.";
        if (text.Contains('#')) return "The address must not contain a fragment (the part from # on).";
        for (var i = text.IndexOf('%'); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 < text.Length && text[i + 1] is '0' or '1' && char.IsAsciiHexDigit(text[i + 2]))
                return "The address contains an encoded control character. Remove it.";
        }

        return null;
    }

    private static int Start(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
        : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;

    private static Uri? Canonical(string text, out string error)
    {
        error = NotAnAddress;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed)) return null;
        if (parsed.Port == 0)
        {
            error = "Port 0 cannot be called.";
            return null;
        }

        var host = HostOf(parsed);
        if (host.Length is 0 or > 253) return null;
        var port = parsed.IsDefaultPort ? "" : $":{parsed.Port.ToString(CultureInfo.InvariantCulture)}";
        var canonical = $"{parsed.Scheme}://{(host.Contains(':') ? $"[{host}]" : host)}{port}{parsed.AbsolutePath.TrimEnd('/')}";
        // Read once more: what is stored must mean the same to whoever reads it next.
        if (!Uri.TryCreate(canonical, UriKind.Absolute, out var url) || HostOf(url) != host || url.Port != parsed.Port
            || url.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6)
            || !host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':'))
            return null;
        error = "";
        return url;
    }
}
