using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>Mail servers that do not take a mail: what is said of it, and what they never get to see.</summary>
public sealed class MailRefusalTests : IDisposable
{
    private readonly TestCertificates certificates = new();
    private readonly X509Certificate2 certificate;

    public MailRefusalTests() => certificate = certificates.Issue("127.0.0.1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_a_minute()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var bench = Bench();
        await bench.SetMailServerAsync(((IPEndPoint)silent.LocalEndpoint).Port);
        await bench.AddMailAsync();
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.DispatchAsync();

        await bench.Runner.BeginAsync(Token);
        using var connection = await silent.AcceptTcpClientAsync(Token);
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        await bench.Runner.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);

        (await bench.SaidAsync()).ShouldBe("127.0.0.1 did not take the mail within 60 seconds.");
    }

    [Fact]
    public async Task A_server_that_accepts_no_recipient_is_quoted()
    {
        await using var server = new MailCatcher(certificate);
        server.Unknown.Add("oncall@example.com");
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port);
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldStartWith("127.0.0.1 accepted none of the recipients. For oncall@example.com it said: 550");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_said_without_the_password()
    {
        await using var server = new MailCatcher(certificate);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port, password: "smtp-Wrong3+/<&>%'c2");
        await bench.AddMailAsync();

        var said = await bench.TestMailAsync(isDelivered: false);

        said.ShouldStartWith("127.0.0.1 did not accept the user name and password: ");
        said.ShouldNotContain("smtp-Wrong");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_wants_a_password_where_none_is_set_says_so()
    {
        await using var server = new MailCatcher(certificate);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port, user: "", password: "");
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldStartWith("127.0.0.1 wants a user name and a password: ");
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_certificate_that_nobody_vouches_for_stops_everything_before_the_password(MailSecurity security)
    {
        using var self = TestCertificates.SelfSigned("127.0.0.1");
        await using var server = new MailCatcher(self, isTls: security == MailSecurity.Tls);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port, security);
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldStartWith("The certificate is self-signed: nobody vouches for it.");

        server.SignedIn.ShouldBeEmpty();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_too()
    {
        using var other = certificates.Issue("other.lan");
        await using var server = new MailCatcher(other);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port);
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldBe("The certificate was issued for other.lan, not for 127.0.0.1.");
        server.SignedIn.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing()
    {
        await using var server = new MailCatcher(wantsPassword: false);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port);
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldBe($"127.0.0.1 offers no STARTTLS on port {server.Port}, so nothing was sent. Choose TLS if that is its port for it (usually 465).");
        server.SignedIn.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_slips_in_behind_the_answer_to_starttls_is_not_believed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = InjectAsync(listener);
        await using var bench = Bench();
        await bench.SetMailServerAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldContain("no secure connection");
        (await serving).ShouldNotContain("AUTH");
    }

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task A_server_that_never_stops_talking_is_left_before_it_fills_the_memory(MailSecurity security)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = TalkAsync(listener, security == MailSecurity.StartTls);
        await using var bench = Bench();
        await bench.SetMailServerAsync(((IPEndPoint)listener.LocalEndpoint).Port, security);
        await bench.AddMailAsync();

        (await bench.TestMailAsync(isDelivered: false)).ShouldBe("127.0.0.1 said more than 256 KB, far more than a mail server has to say, and was left.");
        // What lies in the buffers of the sockets comes on top.
        (await serving).ShouldBeLessThan(16 * 1024 * 1024);
    }

    [Fact]
    public async Task Without_a_mail_server_that_is_what_is_said()
    {
        await using var bench = Bench();
        await bench.AddMailAsync();
        (await bench.TestMailAsync(isDelivered: false)).ShouldBe("Nothing was sent: no mail server is set up.");
    }

    [Fact]
    public async Task A_password_whose_host_was_changed_in_the_database_does_not_open()
    {
        await using var server = new MailCatcher(certificate);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port + 1);
        await bench.AddMailAsync();
        await bench.Portal.InDatabaseAsync(db => db.MailServers.ExecuteUpdateAsync(set => set.SetProperty(s => s.Port, server.Port), Token));

        (await bench.TestMailAsync(isDelivered: false)).ShouldContain("password cannot be opened (Damaged)");
        server.SignedIn.ShouldBeEmpty();
    }

    public void Dispose()
    {
        certificate.Dispose();
        certificates.Dispose();
    }

    private AlertBench Bench() => AlertBench.Start(("Egress:TrustedAuthorities:0", certificates.PemFile));

    /// <summary>Begins a reply, on a secure connection, and never ends it.</summary>
    /// <returns>How many bytes it got rid of.</returns>
    private async Task<long> TalkAsync(TcpListener listener, bool afterStartTls)
    {
        using var client = await listener.AcceptTcpClientAsync(Token);
        if (afterStartTls)
        {
            using var reader = new StreamReader(client.GetStream(), System.Text.Encoding.Latin1, leaveOpen: true);
            await client.GetStream().WriteAsync("220 talker\r\n"u8.ToArray(), Token);
            await reader.ReadLineAsync(Token);
            await client.GetStream().WriteAsync("250-talker\r\n250 STARTTLS\r\n"u8.ToArray(), Token);
            await reader.ReadLineAsync(Token);
            await client.GetStream().WriteAsync("220 go ahead\r\n"u8.ToArray(), Token);
        }

        await using var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsServerAsync(certificate);
        if (afterStartTls) await secure.ReadAtLeastAsync(new byte[512], 1, cancellationToken: Token);
        var line = System.Text.Encoding.ASCII.GetBytes((afterStartTls ? "250-" : "220-") + new string('x', 1_000) + "\r\n");
        var sent = 0L;
        try
        {
            for (; sent < 1L << 30; sent += line.Length) await secure.WriteAsync(line, Token);
        }
        catch (IOException)
        {
            // It was left.
        }

        return sent;
    }

    /// <summary>Says the greeting, offers STARTTLS, and follows its answer up with more in clear.</summary>
    /// <returns>Everything that it was told.</returns>
    private static async Task<string> InjectAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Token);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        await stream.WriteAsync("220 evil\r\n"u8.ToArray(), Token);
        var told = await reader.ReadLineAsync(Token);
        await stream.WriteAsync("250-evil\r\n250 STARTTLS\r\n"u8.ToArray(), Token);
        told += await reader.ReadLineAsync(Token);
        await stream.WriteAsync("220 go ahead\r\n250-evil\r\n250 AUTH PLAIN\r\n"u8.ToArray(), Token);
        try
        {
            return told + await reader.ReadToEndAsync(Token);
        }
        catch (IOException)
        {
            return told;
        }
    }
}
