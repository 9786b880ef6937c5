using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace SupportBotPortal.Core.Egress;

/// <summary>One line of <see cref="EgressOptions.Allow"/>: a target and a port (<see langword="null"/> = every port).</summary>
internal sealed record AllowEntry(int? Port)
{
    private AddressKind? Kind { get; init; }

    private IPNetwork? Network { get; init; }

    private string? Host { get; init; }

    /// <param name="host">As the address names it, canonical.</param>
    /// <param name="port">The port that is called.</param>
    /// <param name="address">Unwrapped.</param>
    /// <param name="kind">Of that address.</param>
    public bool Matches(string host, int port, IPAddress address, AddressKind kind)
    {
        if (Kind is null && Network is null) return Names(host, port);
        return Reaches(port) && (Kind is { } range ? range == kind : Network!.Value.Contains(address));
    }

    public bool Names(string host, int port) => Reaches(port) && string.Equals(Host, host, StringComparison.OrdinalIgnoreCase);

    private bool Reaches(int port) => Port is not { } only || only == port;

    public static bool TryParse(string? text, [NotNullWhen(true)] out AllowEntry? entry, [NotNullWhen(false)] out string? error)
    {
        entry = null;
        text = text?.Trim() ?? "";
        var problem = Parse(text, ref entry);
        error = problem is null ? null : $"Egress:Allow contains \"{text}\": {problem}";
        return problem is null;
    }

    private static string? Parse(string text, ref AllowEntry? entry)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || text.EndsWith(']'))
            return "a port is missing; write for example \"loopback:11434\", or \"loopback:*\" for every port.";
        var (target, portText) = (text[..colon], text[(colon + 1)..]);
        int? port = null;
        if (portText != "*")
        {
            if (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
                return $"\"{portText}\" is not a port; write a number from 1 to 65535, or * for every port.";
            port = number;
        }

        if (target.Equals("loopback", StringComparison.OrdinalIgnoreCase)) entry = new(port) { Kind = AddressKind.Loopback };
        else if (target.Equals("private", StringComparison.OrdinalIgnoreCase)) entry = new(port) { Kind = AddressKind.Private };
        else if (target.Contains('/')) return ParseNetwork(target, port, ref entry);
        else return ParseHost(target, port, ref entry);
        return null;
    }

    private static string? ParseNetwork(string target, int? port, ref AllowEntry? entry)
    {
        // The framework cuts off what follows the prefix; one who wrote 10.20.0.1/16 may have meant one machine.
        if (!IPNetwork.TryParse(target, out var network)
            || !IPAddress.TryParse(target.AsSpan(0, target.IndexOf('/')), out var written) || !written.Equals(network.BaseAddress))
            return $"\"{target}\" is not a network; write for example \"10.20.0.0/16:8000\", with zeros after the prefix.";
        if (AddressPolicy.Classify(network.BaseAddress) == AddressKind.Never)
            return $"{target} is a range that the portal never calls; no setting allows it.";
        entry = new(port) { Network = network };
        return null;
    }

    private static string? ParseHost(string target, int? port, ref AllowEntry? entry)
    {
        // The same parser as for a provider's address, so that both name the host alike.
        if (target.Contains('*') || (target.Contains(':') && !target.StartsWith('['))
            || !EgressUrl.TryParse($"https://{target}", out var url, out _) || url.AbsolutePath != "/" || !url.IsDefaultPort)
            return $"\"{target}\" is not a host name, network, \"loopback\" or \"private\".";
        if (!IPAddress.TryParse(url.IdnHost, out var address))
        {
            entry = new(port) { Host = url.IdnHost };
            return null;
        }

        if (AddressPolicy.Classify(address) == AddressKind.Never)
            return $"{target} is an address that the portal never calls; no setting allows it.";
        address = AddressPolicy.Unwrap(address);
        entry = new(port) { Network = new IPNetwork(address, address.GetAddressBytes().Length * 8) };
        return null;
    }
}
