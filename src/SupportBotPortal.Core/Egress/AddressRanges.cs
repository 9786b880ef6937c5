using System.Net;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// The first range that contains an address says what it is; the order matters. What IANA's special-purpose registries do not
/// call globally reachable is private (and may be listed) where machines of one's own live there, and otherwise never called.
/// </summary>
internal static class AddressRanges
{
    private static readonly (IPNetwork Range, AddressKind Kind)[] V4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), AddressKind.Never),          // "this network": Linux connects to itself
        (IPNetwork.Parse("169.254.0.0/16"), AddressKind.Never),     // link-local, cloud metadata
        (IPNetwork.Parse("168.63.129.16/32"), AddressKind.Never),   // Azure's host agent
        (IPNetwork.Parse("100.100.100.200/32"), AddressKind.Never), // Alibaba's metadata, inside 100.64/10
        (IPNetwork.Parse("192.0.0.0/24"), AddressKind.Never),       // protocol assignments, Oracle's metadata
        (IPNetwork.Parse("192.0.2.0/24"), AddressKind.Never),       // documentation
        (IPNetwork.Parse("198.51.100.0/24"), AddressKind.Never),    // documentation
        (IPNetwork.Parse("203.0.113.0/24"), AddressKind.Never),     // documentation
        (IPNetwork.Parse("198.18.0.0/15"), AddressKind.Never),      // benchmarking
        (IPNetwork.Parse("192.88.99.0/24"), AddressKind.Never),     // 6to4 relays, deprecated: whoever answers there is nobody's
        (IPNetwork.Parse("224.0.0.0/3"), AddressKind.Never),        // multicast, 240/4 and broadcast
        (IPNetwork.Parse("127.0.0.0/8"), AddressKind.Loopback),
        (IPNetwork.Parse("10.0.0.0/8"), AddressKind.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressKind.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressKind.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressKind.Private),
        (IPNetwork.Parse("0.0.0.0/0"), AddressKind.Public),
    ];

    private static readonly (IPNetwork Range, AddressKind Kind)[] V6 =
    [
        (IPNetwork.Parse("::1/128"), AddressKind.Loopback),
        (IPNetwork.Parse("fd00:ec2::/32"), AddressKind.Never),      // AWS metadata, inside fc00::/7
        (IPNetwork.Parse("fd20:ce::/64"), AddressKind.Never),       // Google Cloud's metadata
        (IPNetwork.Parse("fc00::/7"), AddressKind.Private),
        (IPNetwork.Parse("fec0::/10"), AddressKind.Private),        // the old site-local range
        (IPNetwork.Parse("2001:db8::/32"), AddressKind.Never),      // documentation
        (IPNetwork.Parse("3fff::/20"), AddressKind.Never),          // documentation
        (IPNetwork.Parse("2001::/32"), AddressKind.Public),         // Teredo: judged by the addresses that it carries
        // Protocol assignments. Some are globally reachable (relays' anycast addresses) or marked so (ORCHIDv2, 2001:20::/28,
        // which are hashes and lead nowhere); none is a provider's.
        (IPNetwork.Parse("2001::/23"), AddressKind.Never),
        (IPNetwork.Parse("2000::/3"), AddressKind.Public),
        // All the rest: ::, fe80::/10, multicast, discard, segment routing (5f00::/16), local NAT64 (where the IPv4 address
        // sits is anybody's guess).
        (IPNetwork.Parse("::/0"), AddressKind.Never),
    ];

    public static AddressKind KindOf(IPAddress unwrapped)
    {
        // Contains() compares the scope as well: a zone must not move an address out of its range.
        var bytes = unwrapped.GetAddressBytes();
        var address = new IPAddress(bytes);
        foreach (var (range, kind) in bytes.Length == 4 ? V4 : V6)
            if (range.Contains(address)) return kind;
        return AddressKind.Never;
    }
}
