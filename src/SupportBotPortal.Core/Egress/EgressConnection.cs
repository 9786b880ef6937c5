namespace SupportBotPortal.Core.Egress;

/// <summary>
/// A connection to a judged address, for what is not HTTP. Whoever opened it says when it is to become secure, and the
/// certificate is judged as for any call.
/// </summary>
public sealed class EgressConnection : IAsyncDisposable
{
    private readonly Uri server;
    private readonly TlsHandshake tls;

    internal EgressConnection(Stream stream, Uri server, TlsHandshake tls) => (Stream, this.server, this.tls) = (stream, server, tls);

    /// <summary>What is read and written. Another one after <see cref="SecureAsync"/>.</summary>
    public Stream Stream { get; private set; }

    public bool IsSecure { get; private set; }

    /// <summary>Makes it secure, from the next byte on.</summary>
    /// <exception cref="EgressException">It does not become secure; the connection is closed.</exception>
    public async Task SecureAsync(CancellationToken cancellationToken)
    {
        if (IsSecure) throw new InvalidOperationException("The connection is secure already.");
        Stream = await tls.SecureAsync(Stream, server, [], cancellationToken);
        IsSecure = true;
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
