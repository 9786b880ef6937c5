using System.Net;
using System.Net.Sockets;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// Decides on addresses, never on spellings: a host name proves nothing, and 127.0.0.1 can be written in a hundred ways.
/// </summary>
public sealed class AddressPolicy
{
    private readonly AllowEntry[] allow;
    private readonly EgressMode mode;
    private readonly IOwnListeners own;

    /// <exception cref="FormatException">An entry of <see cref="EgressOptions.Allow"/> cannot be read.</exception>
    public AddressPolicy(EgressOptions options, IOwnListeners own)
    {
        ArgumentNullException.ThrowIfNull(options);
        allow = [.. options.Allow.Select(text => AllowEntry.TryParse(text, out var entry, out var error) ? entry : throw new FormatException(error))];
        mode = options.Mode;
        this.own = own;
    }

    public static AddressKind Classify(IPAddress address) => AddressRanges.KindOf(Unwrap(address));

    /// <summary>
    /// The IPv4 address that an IPv6 address carries, or the address itself. Where it carries several (a tunnel in a tunnel,
    /// Teredo's server), the one that may be called the least.
    /// </summary>
    public static IPAddress Unwrap(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Carried(address).DefaultIfEmpty(address).MinBy(AddressRanges.KindOf)! : address;
    }

    private static List<IPAddress> Carried(IPAddress address)
    {
        ReadOnlySpan<byte> b = address.GetAddressBytes();
        List<IPAddress> carried = b switch
        {
            // 2002::/16, 6to4
            [0x20, 0x02, ..] => [new(b[2..6])],
            // 2001::/32, Teredo: the client's address, inverted, and the server's, to which the first packets go
            [0x20, 0x01, 0, 0, ..] => [new([(byte)~b[12], (byte)~b[13], (byte)~b[14], (byte)~b[15]]), new(b[4..8])],
            // 64:ff9b::/96, NAT64
            [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => [new(b[12..])],
            // ::ffff:0:0/96, mapped, and ::ffff:0:0:0/96, translated
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ..] => [new(b[12..])],
            [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, ..] => [new(b[12..])],
            // ::/96, compatible; :: and ::1 are addresses of their own
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 or 1] => [],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] => [new(b[12..])],
            _ => [],
        };
        // ISATAP interface identifiers stand behind any prefix, also a private or link-local one: there the prefix decides,
        // or fd12:3456::5efe:808:808 would pass for 8.8.8.8.
        if (b is [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5e, 0xfe, ..] && AddressRanges.KindOf(address) == AddressKind.Public) carried.Add(new(b[12..]));
        return carried;
    }

    /// <summary>Judges all addresses that a name resolved to: one refused address refuses the call, since any may be connected.</summary>
    public EgressVerdict Judge(Uri url, IReadOnlyList<IPAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(addresses);
        if (addresses.Count == 0) return EgressVerdict.Refused($"{EgressUrl.HostOf(url)} has no address.");
        foreach (var address in addresses)
            if (Judge(url, address) is { IsAllowed: false } refused) return refused;
        return EgressVerdict.Allowed;
    }

    /// <summary>Judges a name that only the operator's proxy can look up: what can be said without an address.</summary>
    internal EgressVerdict JudgeUnresolved(Uri url)
    {
        var (host, line) = (EgressUrl.HostOf(url), $"{EgressUrl.HostOf(url)}:{url.Port}");
        if (Array.Exists(allow, entry => entry.Names(host, url.Port))) return EgressVerdict.Allowed;
        if (mode != EgressMode.Open) return Unlisted($"{host} is not on the operator's list, and Egress:Mode is AllowListOnly.", line);
        // The proxy stands within the network: what only it can look up may be any machine there.
        if (InternalNames.Includes(host)) return Unlisted($"{host} is a name of an internal network, and only the proxy can look it up.", line);
        return url.Port == 443
            ? EgressVerdict.Allowed
            : Unlisted($"Only the proxy can look {host} up, and such a name is called on port 443 only.", line);
    }

    private EgressVerdict Judge(Uri url, IPAddress address)
    {
        var unwrapped = Unwrap(address);
        var kind = AddressRanges.KindOf(unwrapped);
        var (host, port) = (EgressUrl.HostOf(url), url.Port);
        var where = Where(host, address, unwrapped);

        if (own.Includes(unwrapped, port) || own.Includes(address, port))
            return EgressVerdict.Refused($"{where}, port {port}, is this portal itself. No setting allows it.");
        if (kind == AddressKind.Never)
            return EgressVerdict.Refused($"{where} is a link-local, metadata, multicast or reserved address, which the portal never calls. No setting allows it.");

        var listed = Array.Exists(allow, entry => entry.Matches(host, port, unwrapped, kind));
        if (kind == AddressKind.Public)
        {
            if (url.Scheme == EgressUrl.Mail)
                return EgressVerdict.Refused($"{where} is on the internet, where mail and a password must not travel unencrypted. Choose STARTTLS or TLS.");
            if (url.Scheme is not ("https" or EgressUrl.SecureMail))
                return EgressVerdict.Refused($"{where} is on the internet, where a key must not travel unencrypted. Use an https address.");
            return listed || mode == EgressMode.Open
                ? EgressVerdict.Allowed
                : Unlisted($"{where} is not on the operator's list, and Egress:Mode is AllowListOnly.", Line(host, port, unwrapped));
        }

        if (listed) return EgressVerdict.Allowed;
        return kind == AddressKind.Loopback
            ? Unlisted($"{where} is the machine that the portal runs on.", $"loopback:{port}")
            : Unlisted($"{where} is in a private network.", Line(host, port, unwrapped));
    }

    private static EgressVerdict Unlisted(string why, string line) =>
        EgressVerdict.Refused($"{why} Add \"{line}\" to Egress:Allow in appsettings.json and restart the portal to allow it.", line);

    private static string Line(string host, int port, IPAddress address) =>
        !IPAddress.TryParse(host, out _) ? $"{host}:{port}"
        : address.AddressFamily == AddressFamily.InterNetwork ? $"{address}/32:{port}" : $"{address}/128:{port}";

    private static string Where(string host, IPAddress address, IPAddress unwrapped)
    {
        var shown = address.Equals(unwrapped) ? $"{address}" : $"{address}, which stands for {unwrapped},";
        return IPAddress.TryParse(host, out var literal) && literal.Equals(address) ? shown.TrimEnd(',') : $"{host} ({shown.TrimEnd(',')})";
    }
}
