using System.Net;
using System.Net.Sockets;
using System.Text;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>Opens TCP connections to addresses that were judged before, or a tunnel through the operator's proxy.</summary>
internal sealed class Dialer(AddressFinder finder, ProxyAddress? proxy, TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const int MaximumAttempts = 4;
    private const int MaximumProxyAnswer = 8192;

    /// <summary>The proxy for these addresses: machines of one's own network are called directly.</summary>
    public ProxyAddress? ProxyFor(IReadOnlyList<IPAddress> judged) =>
        proxy is not null && judged.All(address => AddressPolicy.Classify(address) == AddressKind.Public) ? proxy : null;

    public Task<Stream> DialAsync(Uri url, IReadOnlyList<IPAddress> judged, CancellationToken cancellationToken) =>
        ProxyFor(judged) is { } through
            ? TunnelAsync(through, url, judged, cancellationToken)
            : ConnectAsync(judged, url, cancellationToken);

    private async Task<Stream> ConnectAsync(IReadOnlyList<IPAddress> addresses, Uri url, CancellationToken cancellationToken)
    {
        var attempts = Math.Min(addresses.Count, MaximumAttempts);
        EgressException? failure = null;
        foreach (var address in addresses.Take(attempts))
        {
            try
            {
                // The limit is for all attempts together; one address that swallows packets must not use it up alone.
                return await Within.RunAsync(time, Limit / attempts, token => OpenAsync(address, url.Port, token), () => new(
                    FailureCause.Connect, $"{Named.Host(url)} did not accept a connection within {Limit.TotalSeconds:0} seconds: the machine is off, or a firewall drops the packets."), cancellationToken);
            }
            catch (SocketException e)
            {
                failure = TransportFailure.Connect(e, url);
            }
            catch (EgressException e)
            {
                failure = e;
            }
        }

        throw failure!;
    }

    private static async Task<Stream> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // The one place that opens a socket; the address has been judged.
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore RS0030
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> TunnelAsync(ProxyAddress through, Uri url, IReadOnlyList<IPAddress> judged, CancellationToken cancellationToken)
    {
        // The proxy gets an address that was judged: the name may mean another one by the time it looks it up. TLS and HTTP
        // inside the tunnel go on naming the host.
        string[] targets = judged.Count == 0 ? [EgressUrl.HostOf(url)] : [.. judged.Take(MaximumAttempts).Select(address => address.ToString())];
        foreach (var target in targets[..^1])
            if (await TunnelAsync(through, url, target, isLast: false, cancellationToken) is { } stream) return stream;
        return (await TunnelAsync(through, url, targets[^1], isLast: true, cancellationToken))!;
    }

    /// <returns><see langword="null"/> if the proxy does not reach this address, and it is not the last.</returns>
    private async Task<Stream?> TunnelAsync(ProxyAddress through, Uri url, string target, bool isLast, CancellationToken cancellationToken)
    {
        var proxyUrl = new UriBuilder(Uri.UriSchemeHttp, through.Host, through.Port).Uri;
        var stream = await ConnectAsync(await finder.LookUpAsync(through.Host, cancellationToken), proxyUrl, cancellationToken);
        try
        {
            var status = await Within.RunAsync(time, Limit, async token =>
            {
                await stream.WriteAsync(through.ConnectRequest(target, url.Port), token);
                return await ReadStatusAsync(stream, token);
            }, () => new(FailureCause.Connect, $"The proxy {through} made no connection to {Named.Host(url)} within {Limit.TotalSeconds:0} seconds."), cancellationToken);
            if (status == 200) return stream;
            if (status >= 500 && !isLast)
            {
                await stream.DisposeAsync();
                return null;
            }

            throw new EgressException(FailureCause.Connect, status == 0
                ? $"The proxy {through} gave no valid answer."
                : $"The proxy {through} refused to connect to {Shown(url, target)} (status {status}).");
        }
        catch (IOException e)
        {
            await stream.DisposeAsync();
            throw new EgressException(FailureCause.Connect, $"The proxy {through} closed the connection.", e);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>With the address that was asked for: a proxy whose rules are about names must be told of it.</summary>
    private static string Shown(Uri url, string target) =>
        target == EgressUrl.HostOf(url) ? Named.Host(url) : $"{Named.Host(url)} at its address {target}";

    /// <summary>The status of the proxy's answer, 0 if it is none. Byte by byte: what follows belongs to TLS.</summary>
    private static async Task<int> ReadStatusAsync(Stream stream, CancellationToken cancellationToken)
    {
        var answer = new StringBuilder();
        var one = new byte[1];
        while (answer.Length < MaximumProxyAnswer && !answer.ToString(Math.Max(0, answer.Length - 4), Math.Min(4, answer.Length)).Equals("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0) return 0;
            answer.Append((char)one[0]);
        }

        var text = answer.ToString();
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) && text.Length > 12 && int.TryParse(text.AsSpan(9, 3), out var status) ? status : 0;
    }
}
