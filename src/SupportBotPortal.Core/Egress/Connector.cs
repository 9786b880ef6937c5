using System.Net;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>The steps from an address to a stream. Calls take them at once, a connection test one by one.</summary>
internal sealed class Connector(AddressFinder finder, Dialer dialer, TlsHandshake tls, ProxyAddress? proxy)
{
    public Dialer Dialer => dialer;

    public TlsHandshake Tls => tls;

    /// <summary>Judged addresses. Empty: only the proxy can look the name up.</summary>
    public async Task<IReadOnlyList<IPAddress>> FindAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await finder.FindAsync(url, cancellationToken);
        }
        catch (EgressException e) when (e.Cause == FailureCause.Address && proxy is not null && url.Scheme == Uri.UriSchemeHttps)
        {
            // Where a proxy is needed, there is often no name server for the internet.
            return [];
        }
    }

    /// <summary>
    /// For https the stream is already secure; the handler takes it as it is. So there is one judgement of certificates,
    /// and its reason can be told.
    /// </summary>
    public async ValueTask<Stream> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        var addresses = await FindAsync(url, cancellationToken);
        var stream = await dialer.DialAsync(url, addresses, cancellationToken);
        return url.Scheme == Uri.UriSchemeHttps ? await tls.SecureAsync(stream, url, cancellationToken) : stream;
    }
}
