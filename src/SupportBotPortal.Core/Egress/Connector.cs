namespace SupportBotPortal.Core.Egress;

/// <summary>The steps from an address to a stream. Calls take them at once, a connection test one by one.</summary>
internal sealed record Connector(AddressFinder Finder, Dialer Dialer, TlsHandshake Tls)
{
    /// <summary>
    /// For https the stream is already secure; the handler takes it as it is. So there is one judgement of certificates,
    /// and its reason can be told.
    /// </summary>
    public async ValueTask<Stream> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        var addresses = await Finder.FindAsync(url, cancellationToken);
        var stream = await Dialer.DialAsync(url, addresses, cancellationToken);
        return url.Scheme == Uri.UriSchemeHttps ? await Tls.SecureAsync(stream, url, cancellationToken) : stream;
    }
}
