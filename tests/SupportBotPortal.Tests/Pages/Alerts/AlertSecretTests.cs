using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>A mail server's password through everything it goes through on pages, against a real mail server; afterwards it is nowhere.</summary>
public sealed class AlertSecretTests : IDisposable
{
    private const string Wrong = "smtp-wrong-Zk9+/<&>%'08aa7d";

    private readonly TestCertificates certificates = new();
    private readonly X509Certificate2 certificate;

    public AlertSecretTests() => certificate = certificates.Issue("127.0.0.1");

    [Fact]
    public async Task The_mail_servers_password_leaves_no_trace_in_any_answer_log_or_file()
    {
        await using var mail = new MailCatcher(certificate);
        var recorder = new ResponseRecorder();
        await using var portal = new PortalFactory
        {
            // The time of the certificates.
            Clock = new FakeTimeProvider(TestDoor.Now),
            Settings = new Dictionary<string, string?> { ["Egress:TrustedAuthorities:0"] = certificates.PemFile },
            Replace = services =>
            {
                services.AddSingleton<IStartupFilter>(recorder);
                StartedPortal.Quick(services);
            },
        };
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Owner);
        (string, string?)[] server = [("Host", "127.0.0.1"), ("Port", $"{mail.Port}"), ("User", MailCatcher.User), ("FromAddress", "portal@example.com")];

        await admin.SubmitAsync(AlertForms.MailServer, [.. server[..3], ("Password", Wrong), ("FromAddress", "")]);
        (await admin.SubmitAsync(AlertForms.MailServer, [.. server, ("Password", Wrong)])).Location.ShouldBe(AlertForms.MailServer);
        var refused = await admin.PressAsync(AlertForms.MailServer + "/test", htmx: true, ("to", "rosa@example.com"));
        await admin.SubmitAsync(AlertForms.NewChannel, ("Name", "Mail"), ("Recipients", "oncall@example.com"));
        var channel = await portal.InDatabaseAsync(db => db.AlertChannels.SingleAsync());
        await admin.PressAsync($"/alerts/channels/{channel.Id}/test");
        await admin.SubmitAsync(AlertForms.MailServer, ("Password", MailCatcher.Password));
        var taken = await admin.PressAsync(AlertForms.MailServer + "/test", htmx: true, ("to", "rosa@example.com"));
        await admin.PressAsync($"/alerts/channels/{channel.Id}/test");
        foreach (var path in (string[])["/", "/alerts", AlertForms.MailServer, "/alerts/deliveries", "/alerts/mail-server/remove"]) await admin.PageAsync(path);

        refused.Text(".notice-bad").ShouldStartWith("The test through the mail server failed. 127.0.0.1 did not accept the user name and password");
        taken.Text(".notice-good").ShouldStartWith("The test through the mail server was taken. 127.0.0.1 accepted it: ");
        mail.Mails.Select(m => m.Recipients.Single()).ShouldBe(["rosa@example.com", "oncall@example.com"]);
        mail.Mails.First().Message.Subject.ShouldBe("Test message from SupportBot Portal");
        mail.SignedIn.Select(s => s.Password).Distinct().ShouldBe([Wrong, MailCatcher.Password]);
        foreach (var secret in (string[])[Wrong, MailCatcher.Password])
        {
            var search = new SecretSearch(secret);
            search.In("an answer", recorder.Seen).ShouldBeEmpty();
            portal.Log.Lines.SelectMany(line => search.In(line, line)).ShouldBeEmpty();
            search.InFiles(portal.DataDirectory).ShouldBeEmpty();
        }

        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "mail_server.tested"))).ShouldBe(2);
    }

    public void Dispose()
    {
        certificate.Dispose();
        certificates.Dispose();
    }
}
