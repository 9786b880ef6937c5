using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AngleSharp;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What a real mail server gets, and what is kept of what it says.</summary>
public sealed class MailTests : IDisposable
{
    private readonly TestCertificates certificates = new();
    private readonly X509Certificate2 certificate;

    public MailTests() => certificate = certificates.Issue("127.0.0.1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task An_alert_arrives_over_a_secure_connection_after_signing_in(MailSecurity security)
    {
        await using var server = new MailCatcher(certificate, isTls: security == MailSecurity.Tls);
        await using var bench = Bench(("Portal:PublicUrl", "https://portal.example.com"));
        await bench.SetMailServerAsync(server.Port, security);
        await bench.AddMailAsync("rosa@example.com, oncall@example.com");
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha", ProviderEnvironment.Production), "F");
        await bench.GatheredAsync();

        var mail = server.Mails.ShouldHaveSingleItem();
        var delivery = (await bench.DeliveriesAsync()).ShouldHaveSingleItem();
        delivery.Log.ShouldHaveSingleItem().Said.ShouldStartWith("127.0.0.1 accepted it: ");
        (mail.IsSecure, delivery.State).ShouldBe((true, DeliveryState.Delivered));
        server.SignedIn.ShouldHaveSingleItem().ShouldBe((MailCatcher.User, MailCatcher.Password));
        mail.Recipients.ShouldBe(["rosa@example.com", "oncall@example.com"]);
        var message = mail.Message;
        message.To.Mailboxes.Select(m => m.Address).ShouldBe(["rosa@example.com", "oncall@example.com"]);
        (message.Subject, message.From.ToString(), message.MessageId, message.Headers[HeaderId.AutoSubmitted]).ShouldBe(("Alpha is down", "\"SupportBot Portal\" <portal@example.com>", $"{delivery.MessageId:N}@example.com", "auto-generated"));
        message.Date.ShouldBe(bench.Clock.GetUtcNow());
        message.TextBody!.ShouldContain("Tests of Alpha have failed since 1 March 2026, 12:00 UTC.");
        message.TextBody!.ShouldContain("- Check host and port in the base URL");
        message.TextBody!.ShouldContain("https://portal.example.com/incidents/");
    }

    [Fact]
    public async Task The_html_part_shows_the_same_and_nothing_in_it_is_run_fetched_or_taken_for_markup()
    {
        const string Name = "<img src=x onerror=alert(1)> & \"Co\" \u202Eevil\r\nBcc: everybody@example.com";
        await using var server = new MailCatcher(certificate);
        await using var bench = Bench(("Portal:PublicUrl", "https://portal.example.com"));
        await bench.SetMailServerAsync(server.Port, fromName: "Ops; <team@example.net>");
        await bench.AddMailAsync();
        await bench.CheckAsync(await bench.AddProviderAsync(Name), "F");
        await bench.GatheredAsync();

        var message = server.Mails.ShouldHaveSingleItem().Message;
        message.Bcc.ShouldBeEmpty();
        message.To.Mailboxes.Select(m => m.Address).ShouldBe(["oncall@example.com"]);
        message.From.Mailboxes.Select(m => (m.Name, m.Address)).ShouldBe([("Ops; <team@example.net>", "portal@example.com")]);
        message.Subject.ShouldBe("<img src=x onerror=alert(1)> & \"Co\"  evil  Bcc: everybody@example.com is down");
        message.Body.ShouldBeOfType<MultipartAlternative>().Select(p => p.ContentType.MimeType).ShouldBe(["text/plain", "text/html"]);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(message.HtmlBody), Token);
        page.QuerySelectorAll("script, img, link, style, iframe, form, input, [onerror], [background]").ShouldBeEmpty();
        page.QuerySelectorAll("[src]").ShouldBeEmpty();
        message.HtmlBody!.ShouldNotContain("url(");
        page.QuerySelector("h1")!.TextContent.ShouldBe("<img src=x onerror=alert(1)> & \"Co\"  evil  Bcc: everybody@example.com is down");
        page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldAllBe(href => href!.StartsWith("https://portal.example.com/incidents/"));
        page.QuerySelectorAll("li").Length.ShouldBe(Core.Providers.CauseAdvice.For(PluginSdk.FailureCause.Connect).Steps.Count);
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
    }

    [Fact]
    public async Task A_server_of_ones_own_network_may_be_used_in_clear_and_without_signing_in()
    {
        await using var server = new MailCatcher(wantsPassword: false);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port, MailSecurity.None, user: "", password: "");
        await bench.AddMailAsync();

        await bench.TestMailAsync(isDelivered: true);

        server.Mails.ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.IsSecure.ShouldBeFalse(), m => m.Message.Subject.ShouldBe("Test message from SupportBot Portal"));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_and_the_mail_arrives_once_it_does()
    {
        await using var bench = Bench();
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await bench.SetMailServerAsync(port);
        await bench.AddMailAsync();
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();
        var failed = (await bench.DeliveriesAsync()).Single();
        failed.Log.ShouldHaveSingleItem().Said.ShouldBe($"127.0.0.1 refused the connection: nothing listens on port {port}.");
        (failed.State, failed.NextAttemptAt).ShouldBe((DeliveryState.Waiting, bench.Now.AddMinutes(1)));

        await using var server = new MailCatcher(certificate);
        await bench.SetMailServerAsync(server.Port);
        await bench.PassAsync(TimeSpan.FromMinutes(1));

        server.Mails.ShouldHaveSingleItem().Message.Subject.ShouldBe("Alpha is down");
        (await bench.DeliveriesAsync()).Single().State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Neither_the_password_nor_a_signing_secret_is_anywhere()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = new MailCatcher(certificate);
        await using var bench = Bench();
        await bench.SetMailServerAsync(server.Port);
        await bench.AddMailAsync();
        var signing = (await bench.AddWebhookAsync(receiver)).SigningSecret!;
        await bench.CheckAsync(await bench.AddProviderAsync("Alpha"), "F");
        await bench.GatheredAsync();
        server.Mails.Count.ShouldBe(1);
        receiver.Received.Count.ShouldBe(1);
        await bench.SetMailServerAsync(server.Port, password: MailCatcher.Password + "wrong");
        await bench.TestMailAsync(isDelivered: false);

        foreach (var secret in (string[])[MailCatcher.Password, signing])
        {
            var search = new SecretSearch(secret);
            bench.Portal.Log.Lines.SelectMany(line => search.In(line, line)).ShouldBeEmpty();
            search.InFiles(bench.Portal.DataDirectory).ShouldBeEmpty();
            search.In("webhook", receiver.Received.Single().Body).ShouldBeEmpty();
            search.In("mail", server.Mails.Single().Raw).ShouldBeEmpty();
        }

        (await bench.Portal.InDatabaseAsync(db => db.Audit.Select(a => a.Action).ToListAsync(Token))).ShouldBe(["mail_server.created", "alert_channel.created", "alert_channel.created", "mail_server.edited", "alert_channel.tested"], ignoreOrder: true);
    }

    public void Dispose()
    {
        certificate.Dispose();
        certificates.Dispose();
    }

    private AlertBench Bench(params (string, string)[] settings) => AlertBench.Start([("Egress:TrustedAuthorities:0", certificates.PemFile), .. settings]);
}
