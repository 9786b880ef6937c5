using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SupportBotPortal.Tests.Egress;

/// <summary>Speaks whatever bytes a test wants, over a real socket: one request per connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Stream, Task> respond;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    public ScriptedServer(Func<Stream, Task> respond, X509Certificate2? certificate = null)
    {
        (this.respond, this.certificate) = (respond, certificate);
        listener.Start();
        accepting = AcceptAsync();
    }

    public ScriptedServer(string response, X509Certificate2? certificate = null)
        : this(stream => stream.WriteAsync(Encoding.Latin1.GetBytes(response)).AsTask(), certificate)
    {
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"{(certificate is null ? "http" : "https")}://127.0.0.1:{Port}/v1";

    public ConcurrentQueue<string> Requests { get; } = [];

    public int Connections { get; private set; }

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private async Task AcceptAsync()
    {
        // All at once: a connection that the caller keeps in its pool must not hold up the next one.
        List<Task> serving = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Connections++;
                serving.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client) await ServeAsync(client.GetStream());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException or SocketException)
        {
            // The caller hung up, as it should where the test is about a refusal.
        }
    }

    private async Task ServeAsync(Stream stream)
    {
        if (certificate is not null)
        {
            var ssl = new SslStream(stream);
            // Offline: a server would otherwise fetch what its own certificate names, and spring the traps itself.
            var context = SslStreamCertificateContext.Create(certificate, null, offline: true);
            await ssl.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, stop.Token);
            stream = ssl;
        }

        await using (stream)
        {
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await stream.ReadAsync(one, stop.Token) == 0) return;
                head.Append((char)one[0]);
            }

            Requests.Enqueue(head.ToString());
            await respond(stream).WaitAsync(stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }
}
