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
            ? TunnelAsync(through, url, cancellationToken)
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

    private async Task<Stream> TunnelAsync(ProxyAddress through, Uri url, CancellationToken cancellationToken)
    {
        // The proxy gets the name, as its rules expect: what the name means there is the proxy's to judge as well.
        var proxyUrl = new UriBuilder(Uri.UriSchemeHttp, through.Host, through.Port).Uri;
        var stream = await ConnectAsync(await finder.LookUpAsync(through.Host, cancellationToken), proxyUrl, cancellationToken);
        try
        {
            var status = await Within.RunAsync(time, Limit, async token =>
            {
                await stream.WriteAsync(through.ConnectRequest(EgressUrl.HostOf(url), url.Port), token);
                return await ReadStatusAsync(stream, token);
            }, () => new(FailureCause.Connect, $"The proxy {through} made no connection to {Named.Host(url)} within {Limit.TotalSeconds:0} seconds."), cancellationToken);
            return status == 200 ? stream : throw new EgressException(FailureCause.Connect, status == 0
                ? $"The proxy {through} gave no valid answer."
                : $"The proxy {through} refused to connect to {Named.Host(url)} (status {status}).");
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
