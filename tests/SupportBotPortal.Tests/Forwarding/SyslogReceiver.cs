using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace SupportBotPortal.Tests.Forwarding;

/// <summary>A syslog server that takes messages with their length before them (RFC 5425, 6587).</summary>
internal sealed class SyslogReceiver : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<string> messages = Channel.CreateUnbounded<string>();
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    public SyslogReceiver(X509Certificate2? certificate = null, int port = 0)
    {
        this.certificate = certificate;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ValueTask<string> NextAsync(CancellationToken cancellationToken) => messages.Reader.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            Stream stream = client.GetStream();
            if (certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(certificate);
                stream = secure;
            }

            while (await ReadAsync(stream) is { } message) await messages.Writer.WriteAsync(message, stop.Token);
        }
    }

    private async Task<string?> ReadAsync(Stream stream)
    {
        var length = 0;
        var one = new byte[1];
        while (true)
        {
            if (await stream.ReadAsync(one, stop.Token) == 0) return null;
            if (one[0] == ' ') break;
            length = (length * 10) + (one[0] - '0');
        }

        var message = new byte[length];
        await stream.ReadExactlyAsync(message, stop.Token);
        return Encoding.UTF8.GetString(message);
    }
}
