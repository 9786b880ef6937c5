using SupportBotPortal.Core.Audit.Reading;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>
/// A syslog server by TCP, with TLS or without. It says nothing back: what is lost between its network card and its disk is
/// nobody's to know here. Connections are judged as any other.
/// </summary>
internal sealed class SyslogServer(Uri server, IEgress egress, TimeProvider time) : IForwardingTarget
{
    public const string Tls = "syslog+tls";
    public const string Tcp = "syslog+tcp";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task SendAsync(IReadOnlyList<ExportedAudit> lines, CancellationToken cancellationToken)
    {
        var address = EgressUrl.OfServer(server.Host, server.Port, isSecure: server.Scheme == Tls) ?? throw new IOException($"The host of {server} cannot be used.");
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // A connection for each batch: one that was closed at the other end takes what is written to it without a word.
            await using var connection = await egress.DialAsync(address, either.Token);
            if (server.Scheme == Tls) await connection.SecureAsync(either.Token);
            foreach (var line in lines) await connection.Stream.WriteAsync(SyslogMessage.Framed(SyslogMessage.Of(line, Environment.MachineName)), either.Token);
            await connection.Stream.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{server.Host} did not take the lines within {Limit.TotalSeconds:0} seconds.");
        }
    }
}
