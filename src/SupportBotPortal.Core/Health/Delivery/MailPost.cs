using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.Alerts.Mail;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Hands a mail to the server that is set up.</summary>
internal sealed class MailPost(IDbContextFactory<PortalDbContext> contexts, IEgress egress, MailServerVault vault, IOptions<PortalOptions> portal, TimeProvider time)
{
    /// <summary>From dialling to the last word. A server may think for long about a stranger, and then it is tried again.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Tries once. A failure is an outcome, not an exception.</summary>
    /// <param name="write">Writes it, once it is known as whose.</param>
    /// <param name="everybody">All whom it is for.</param>
    /// <param name="recipients">Whom it is tried for now.</param>
    /// <param name="soFar">What came of earlier attempts.</param>
    /// <param name="cancellationToken">The portal ends.</param>
    public async Task<SendOutcome> SendAsync(Func<MailServer, MimeMessage> write, IReadOnlyList<string> everybody, IReadOnlyList<string> recipients, SentSoFar soFar, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } server) return new(false, "Nothing was sent: no mail server is set up.");
        if (MailServerVault.AddressOf(server) is not { } address) return new(false, $"Nothing was sent: the mail server’s host “{server.Host}” cannot be used.");
        var password = vault.Open(server);
        if (server.User.Length > 0 && password.Value is null) return new(false, $"Nothing was sent: the mail server’s password cannot be opened ({password.State}). Bring the portal’s master key back, or enter the password again.");
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SendOutcome outcome;
        try
        {
            outcome = await SendAsync(server, address, password.Value, write(server), everybody, recipients, soFar, either.Token);
        }
        catch (Exception exception) when (SentenceFor(exception, server, limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested) is { } sentence)
        {
            outcome = new(false, sentence);
        }

        return outcome with { Secrets = password.Value is { } secret ? [secret] : [] };
    }

    private async Task<SendOutcome> SendAsync(MailServer server, Uri address, string? password, MimeMessage mail, IReadOnlyList<string> everybody, IReadOnlyList<string> recipients, SentSoFar soFar, CancellationToken cancellationToken)
    {
        await using var connection = await egress.DialAsync(address, cancellationToken);
        // What the portal's machine is called is nobody's business; a server that checks the name wants the one of the portal.
        var localName = Uri.TryCreate(portal.Value.AddressOf("/"), UriKind.Absolute, out var own) && own.HostNameType == UriHostNameType.Dns ? own.IdnHost : "[127.0.0.1]";
        var stream = await SmtpOpening.OpenAsync(connection, server, localName, cancellationToken);
        using var client = new ForgivingSmtpClient { LocalDomain = localName };
        await client.ConnectAsync(stream, server.Host, server.Port, SecureSocketOptions.None, cancellationToken);
        if (server.User.Length > 0 && password is not null) await client.AuthenticateAsync(server.User, password, cancellationToken);
        string answer;
        try
        {
            answer = await client.SendAsync(mail, new MailboxAddress("", server.FromAddress), recipients.Select(r => new MailboxAddress("", r)), cancellationToken);
        }
        catch (SmtpCommandException) when (client.Refused.Count == recipients.Count)
        {
            return MailOutcome.Of(server.Host, everybody, recipients, soFar, client, "");
        }
        catch (SmtpCommandException exception) when (exception is { ErrorCode: SmtpErrorCode.MessageNotAccepted, StatusCode: >= (SmtpStatusCode)500 } && soFar.Reached.Count > 0)
        {
            // It took the message for others: it does not want it for these.
            foreach (var recipient in recipients.Where(r => !client.Refused.ContainsKey(r))) client.Refuse(recipient, exception.StatusCode, exception.Message);
            return MailOutcome.Of(server.Host, everybody, recipients, soFar, client, "");
        }

        // It has the message: whatever happens to the farewell.
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
        }

        return MailOutcome.Of(server.Host, everybody, recipients, soFar, client, answer);
    }

    /// <returns><see langword="null"/> for what is no failure of sending: then somebody else must know.</returns>
    private static string? SentenceFor(Exception exception, MailServer server, bool isLate) => exception switch
    {
        OperationCanceledException => isLate ? $"{server.Host} did not take the mail within {Limit.TotalSeconds:0} seconds." : null,
        _ when isLate => $"{server.Host} did not take the mail within {Limit.TotalSeconds:0} seconds.",
        EgressException or MailRefusedException => exception.Message,
        AuthenticationException => $"{server.Host} did not accept the user name and password: {exception.Message}",
        ServiceNotAuthenticatedException => $"{server.Host} wants a user name and a password: {exception.Message}",
        ServiceNotConnectedException => $"{server.Host} closed the connection before it had taken the mail.",
        SmtpCommandException command => $"{server.Host} said: {(int)command.StatusCode} {command.Message}",
        NotSupportedException => $"{server.Host} offers no way to sign in on this connection. Leave out the user name if it wants none, or choose STARTTLS or TLS: many servers ask for a password on secure connections only.",
        ProtocolException => $"What answers at {server.Host}, port {server.Port}, does not speak SMTP, or hung up: {exception.Message}",
        IOException => $"{server.Host} closed the connection before it had taken the mail.",
        _ => null,
    };
}
