using System.Text;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>
/// Brings a connection to a mail server to the point where a client can take it over. STARTTLS is asked for here, and the handshake is
/// made by the egress: so there is one judgement of certificates in the portal, and one place that fetches nothing for them.
/// </summary>
internal static class SmtpOpening
{
    private const int LongestReply = 8 * 1024;

    /// <returns>What the client reads and writes. Closing it closes the connection.</returns>
    public static async Task<Stream> OpenAsync(EgressConnection connection, MailServer server, string localName, CancellationToken cancellationToken)
    {
        if (server.Security == MailSecurity.Tls) await connection.SecureAsync(cancellationToken);
        if (server.Security != MailSecurity.StartTls) return new MailConversation(connection.Stream, server, []);

        var greeting = await ReadAsync(connection.Stream, server, cancellationToken);
        if (!greeting.StartsWith("220", StringComparison.Ordinal)) throw Said(server, greeting);
        var offer = await AskAsync(connection.Stream, $"EHLO {localName}", server, cancellationToken);
        if (!offer.StartsWith("250", StringComparison.Ordinal)) throw Said(server, offer);
        if (!offer.Split('\n').Any(line => line.Length > 4 && line[4..].Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
            throw new MailRefusedException($"{server.Host} offers no STARTTLS on port {server.Port}, so nothing was sent. Choose TLS if that is its port for it (usually 465).");
        var answer = await AskAsync(connection.Stream, "STARTTLS", server, cancellationToken);
        if (!answer.StartsWith("220", StringComparison.Ordinal)) throw Said(server, answer);
        // Nothing has been read beyond that answer: what somebody slipped in behind it in clear breaks the handshake.
        await connection.SecureAsync(cancellationToken);
        return new MailConversation(connection.Stream, server, Encoding.ASCII.GetBytes($"220 {localName}\r\n"));
    }

    private static async Task<string> AskAsync(Stream stream, string command, MailServer server, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        return await ReadAsync(stream, server, cancellationToken);
    }

    /// <summary>All lines of a reply: in each but the last a dash follows the number.</summary>
    private static async Task<string> ReadAsync(Stream stream, MailServer server, CancellationToken cancellationToken)
    {
        var reply = new StringBuilder();
        var start = 0;
        var one = new byte[1];
        while (true)
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0) throw new IOException("The connection was closed.");
            reply.Append((char)one[0]);
            if (one[0] == '\n')
            {
                var isLast = reply.Length < start + 4 || reply[start + 3] != '-';
                if (isLast) return reply.ToString().Trim();
                start = reply.Length;
            }

            if (reply.Length > LongestReply) throw new MailRefusedException($"What answers at {server.Host}, port {server.Port}, is no mail server.");
        }
    }

    private static MailRefusedException Said(MailServer server, string reply) => new($"{server.Host} said: {reply}");
}
