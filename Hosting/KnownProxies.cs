using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace SupportBotPortal;

/// <summary>
/// The reverse proxies whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed: addresses, networks, or <c>unix</c> for
/// whoever comes through the portal's unix socket, where the file system says who may.
/// </summary>
internal sealed class KnownProxies
{
    private const string Section = "KnownProxies";
    private const string UnixSocket = "unix";

    private KnownProxies(string[] names)
    {
        Names = names;
        Networks = [.. names.Where(name => name != UnixSocket).Select(Parse)];
    }

    /// <summary>As they are configured.</summary>
    public IReadOnlyList<string> Names { get; }

    private List<IPNetwork> Networks { get; }

    /// <exception cref="CannotStartException">An entry is neither an address nor a network.</exception>
    public static KnownProxies Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        // One environment variable may hold the whole list; binding would ignore it silently.
        var together = section.Value?.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new([.. section.GetChildren().Select(child => child.Value?.Trim() ?? ""), .. together]);
    }

    /// <summary>
    /// To the framework two empty lists mean “everybody”, and a peer without an address (a unix socket's) is always believed:
    /// its middleware is used only for whom the operator named.
    /// </summary>
    public void Use(IApplicationBuilder app)
    {
        if (Names.Contains(UnixSocket)) app.UseWhen(context => context.Connection.RemoteIpAddress is null, peer => peer.UseForwardedHeaders(Options([])));
        if (Networks.Count > 0) app.UseWhen(context => context.Connection.RemoteIpAddress is not null, peer => peer.UseForwardedHeaders(Options(Networks)));
    }

    private static ForwardedHeadersOptions Options(List<IPNetwork> networks)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // Loopback is trusted by default; whoever is not named is not.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        networks.ForEach(options.KnownIPNetworks.Add);
        return options;
    }

    private static IPNetwork Parse(string text)
    {
        // The framework reads "10" as 0.0.0.10, and cuts off what follows a network's prefix: neither was meant.
        if (IPNetwork.TryParse(text, out var network) && TryAddress(text[..text.IndexOf('/')], out var written) && written.Equals(network.BaseAddress)) return network;
        if (TryAddress(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        throw new CannotStartException($"{Section} contains \"{text}\", which is neither an address nor a network; write for example \"10.0.0.5\", \"10.0.0.0/8\" (with zeros after the prefix), or \"{UnixSocket}\".");
    }

    private static bool TryAddress(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!) && (text.Contains(':') || text.Count(c => c == '.') == 3);
}
