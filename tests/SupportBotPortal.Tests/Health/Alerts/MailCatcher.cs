using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using SupportBotPortal.Tests.Hosting;
using ServiceProvider = SmtpServer.ComponentModel.ServiceProvider;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>A real SMTP server, by other people than the client, on a loopback port: keeps what it accepts.</summary>
internal sealed class MailCatcher : IMessageStore, IMailboxFilter, IUserAuthenticator, IAsyncDisposable
{
    public const string User = "portal";
    public const string Password = "smtp-Pw7+/<&>%'41ac90";

    private readonly CancellationTokenSource stopping = new();
    private readonly SmtpServer.SmtpServer server;
    private readonly Task running;

    /// <param name="certificate">With one it offers STARTTLS, or speaks TLS from the first byte.</param>
    /// <param name="isTls">TLS from the first byte.</param>
    /// <param name="wantsPassword">Takes mail only of who signed in.</param>
    public MailCatcher(X509Certificate2? certificate = null, bool isTls = false, bool wantsPassword = true)
    {
        Port = HostProcess.FreePort();
        var options = new SmtpServerOptionsBuilder().ServerName("mail.test").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(isTls).AuthenticationRequired(wantsPassword);
            if (certificate is not null) endpoint.Certificate(certificate);
        }).Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add((IUserAuthenticator)this);
        server = new(options, services);
        running = server.StartAsync(stopping.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<CaughtMail> Mails { get; } = [];

    /// <summary>Recipients that it does not know.</summary>
    public ConcurrentBag<string> Unknown { get; } = [];

    /// <summary>Recipients for whom somebody shall come again later.</summary>
    public ConcurrentBag<string> Busy { get; } = [];

    /// <summary>It takes no mail whose subject holds this.</summary>
    public string? Unwanted { get; set; }

    /// <summary>Who signed in.</summary>
    public ConcurrentQueue<(string User, string Password)> SignedIn { get; } = [];

    public async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        var raw = buffer.ToArray();
        using var stream = new MemoryStream(raw);
        var isSecure = context.Pipe.IsSecure;
        var message = await MimeMessage.LoadAsync(stream, cancellationToken);
        if (Unwanted is { } unwanted && message.Subject!.Contains(unwanted, StringComparison.Ordinal)) return new(SmtpReplyCode.TransactionFailed, "not wanted here");
        Mails.Enqueue(new(message, [.. transaction.To.Select(m => m.AsAddress())], isSecure, System.Text.Encoding.UTF8.GetString(raw)));
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        Busy.Contains(to.AsAddress()) ? throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)450, "come again later")) : Task.FromResult(!Unknown.Contains(to.AsAddress()));

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
    {
        SignedIn.Enqueue((user, password));
        return Task.FromResult((user, password) == (User, Password));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        stopping.Dispose();
    }
}
