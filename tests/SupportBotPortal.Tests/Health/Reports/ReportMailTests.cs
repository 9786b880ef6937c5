using System.Security.Cryptography.X509Certificates;
using AngleSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Reports;

/// <summary>What a real mail server gets of a report.</summary>
public sealed class ReportMailTests : IDisposable
{
    private static readonly DateTime DayBegin = ReportBench.Utc("2026-02-28 23:00");

    private readonly TestCertificates certificates = new();
    private readonly X509Certificate2 certificate;

    public ReportMailTests() => certificate = certificates.Issue("127.0.0.1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_arrives_with_its_verdict_as_the_subject_and_says_the_same_in_both_parts()
    {
        await using var server = new MailCatcher(certificate);
        await using var bench = await BenchAsync(server);
        var alpha = await bench.AddProviderAsync("Alpha", ProviderEnvironment.Production, p =>
        {
            (p.KeySetAt, p.Models) = (DateTime.UnixEpoch, ["old-model"]);
            p.KnownModels = [new() { ModelId = "old-model", RetiresOn = new(2026, 3, 20), FirstSeenAt = DateTime.UnixEpoch, LastSeenAt = DateTime.UnixEpoch }];
        });
        await bench.AddProviderAsync("Beta", adjust: p => p.IsActive = false);
        await bench.Portal.WriteAsync(alpha, "PPPP", DayBegin.AddHours(-24), TimeSpan.FromHours(1), _ => 200);
        await bench.Portal.WriteAsync(alpha, "PPFFFPP", DayBegin, TimeSpan.FromHours(1));
        var id = await bench.AddReportAsync(ReportBench.Daily with { Recipients = "rosa@example.com, team@example.com" });

        await bench.FireAtAsync("2026-03-02 07:00");
        await bench.DeliverAsync();

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Recipients.ShouldBe(["rosa@example.com", "team@example.com"]);
        var message = mail.Message;
        message.Subject.ShouldBe("Daily: Alpha at 57.14 %; Alpha was down for 4 hours (Sunday, 1 March 2026)");
        (message.MessageId, message.Headers[HeaderId.AutoSubmitted]).ShouldBe(($"{(await bench.DeliveriesAsync()).Single().MessageId:N}@example.com", "auto-generated"));
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(message.HtmlBody), Token);
        var link = $"https://portal.example.com/reports/{id}/{(await bench.OccurrencesAsync()).Single().Id}";
        page.QuerySelectorAll("a").ShouldHaveSingleItem().GetAttribute("href").ShouldBe(link);
        message.TextBody!.ShouldContain(link);
        foreach (var sentence in (string[])["Alpha answered 57.14 % of its tests; Alpha was down for 4 hours. 1 was not tested.", "Sunday, 1 March 2026 (Europe/Madrid)", "95 % of the answers within", "from 1 March 2026, 02:00, 4 hours", "overdue since 1 April 1970", "retires on 20 March 2026", "inactive", "Made on 2 March 2026, 08:00 (Europe/Madrid)."])
        {
            page.Body!.TextContent.ShouldContain(sentence);
            message.TextBody!.ShouldContain(sentence);
        }

        message.TextBody!.ShouldContain("- Alpha (Production): 57.14 % of 7 tests answered (−42.86 points), half within ");
        message.TextBody!.ShouldContain("- Beta: not tested (inactive)");
        var row = page.QuerySelector("th[scope=row]")!.ParentElement!;
        row.QuerySelectorAll("td").Select(c => c.TextContent).First().ShouldBe("57.14 %−42.86");
    }

    [Fact]
    public async Task A_name_is_never_markup_nothing_is_fetched_or_run_and_the_table_says_what_its_columns_are()
    {
        const string Name = "<img src=x onerror=alert(1)> & \"Co\" \u202Eevil\r\nBcc: everybody@example.com";
        await using var server = new MailCatcher(certificate);
        await using var bench = await BenchAsync(server);
        var id = await bench.AddProviderAsync(Name, adjust: p => (p.KeySetAt, p.Models) = (DateTime.UnixEpoch, []));
        await bench.Portal.WriteAsync(id, "PFFFN", DayBegin, TimeSpan.FromHours(1));
        await bench.AddReportAsync(ReportBench.Daily with { Name = "Team <b>report</b>", Recipients = "rosa@example.com" });

        await bench.FireAtAsync("2026-03-02 07:00");
        await bench.DeliverAsync();

        var message = server.Mails.ShouldHaveSingleItem().Message;
        message.Bcc.ShouldBeEmpty();
        message.Subject.ShouldStartWith("Team <b>report</b>: <img src=x onerror=alert(1)> & \"Co\"  evil  Bcc: everybody@example.com at 25.00 %");
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(message.HtmlBody), Token);
        page.QuerySelectorAll("script, img, link, iframe, form, input, object, [src], [background], [onerror]").ShouldBeEmpty();
        foreach (var reaching in (string[])["url(", "@import", "@font-face", "expression("]) message.HtmlBody!.ShouldNotContain(reaching);
        page.QuerySelectorAll("style").ShouldHaveSingleItem().TextContent.ShouldStartWith("@media (prefers-color-scheme:dark){");
        page.QuerySelectorAll("b").Select(e => e.TextContent).Distinct().ShouldBe(["<img src=x onerror=alert(1)> & \"Co\"  evil  Bcc: everybody@e…"]);
        var table = page.QuerySelector("thead")!.ParentElement!;
        table.QuerySelectorAll("thead th").Select(h => (h.TextContent, h.GetAttribute("scope"))).ShouldBe([("Provider", "col"), ("Answered", "col"), ("Half within", "col"), ("95 % within", "col")]);
        table.QuerySelectorAll("th[scope=row]").ShouldHaveSingleItem().ParentElement!.QuerySelectorAll("td").Length.ShouldBe(3);
        page.QuerySelectorAll("table").Except([table]).ShouldAllBe(t => t.GetAttribute("role") == "presentation");
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
    }

    [Fact]
    public async Task A_report_about_a_thousand_providers_shows_the_worst_fifty_and_is_no_longer_than_mail_programs_show()
    {
        await using var server = new MailCatcher(certificate);
        await using var bench = await BenchAsync(server);
        var providers = Enumerable.Range(0, 1_000).Select(number => ListBench.New($"<Provider> & \"{number:0000}\" {new string('&', 80)}")).ToList();
        foreach (var provider in providers) (provider.Slug, provider.Environment, provider.KeySetAt) = (provider.Id.ToString("N"), ProviderEnvironment.Production, DateTime.UnixEpoch);
        await bench.Portal.InDatabaseAsync(db =>
        {
            db.Providers.AddRange(providers);
            return db.SaveChangesAsync(Token);
        });
        await bench.Portal.WriteAsync([.. providers.SelectMany((p, number) => "PPPFFFN".Select((letter, index) => FilledHistory.Check(p.Id, number % 2 == 0 && letter == 'F' ? 'P' : letter, DayBegin.AddHours(index))))]);
        await bench.AddReportAsync(ReportBench.Daily with { Recipients = "rosa@example.com" });

        await bench.FireAtAsync("2026-03-02 07:00");
        await bench.DeliverAsync();

        var message = server.Mails.ShouldHaveSingleItem().Message;
        System.Text.Encoding.UTF8.GetByteCount(message.HtmlBody!).ShouldBeLessThan(100_000);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(message.HtmlBody), Token);
        page.QuerySelectorAll("tbody th[scope=row]").Length.ShouldBe(50);
        page.Body!.TextContent.ShouldContain("And 950 more: the report’s page lists them.");
        page.Body!.TextContent.ShouldContain("500 of 1,000 providers answered 99.5 % of their tests or better");
        message.TextBody!.Length.ShouldBeLessThan(40_000);
        message.Subject!.Length.ShouldBeLessThanOrEqualTo(180);
        message.Subject.ShouldEndWith("… (Sunday, 1 March 2026)");
    }

    [Fact]
    public async Task Who_is_on_the_list_when_it_is_sent_gets_it_also_when_the_server_was_away_for_a_while()
    {
        await using var bench = await BenchAsync(null);
        var id = await bench.AddReportAsync(ReportBench.Daily with { Recipients = "rosa@example.com, gone@example.com" });
        await bench.FireAtAsync("2026-03-02 07:00");
        await bench.DeliverAsync();
        (await bench.SaidAsync()).ShouldBe("Nothing was sent: no mail server is set up.");

        await using var server = new MailCatcher(certificate);
        await bench.SetMailServerAsync(server.Port);
        await bench.EditReportAsync(id, ReportBench.Daily with { Recipients = "rosa@example.com" });
        await bench.PassAsync(TimeSpan.FromMinutes(1));

        server.Mails.ShouldHaveSingleItem().Recipients.ShouldBe(["rosa@example.com"]);
        (await bench.DeliveriesAsync()).ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task What_nobody_may_get_any_more_is_dropped_and_the_log_says_why()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = await BenchAsync(null);
        var channel = (await bench.AddWebhookAsync(receiver)).Id;
        var id = await bench.AddReportAsync(ReportBench.Daily with { Recipients = "rosa@example.com", Channels = [channel] });
        await bench.FireAtAsync("2026-03-02 07:00");
        await bench.EditReportAsync(id, ReportBench.Daily with { Channels = [channel] });
        await bench.Portal.InDatabaseAsync(db => db.AlertChannels.ExecuteUpdateAsync(set => set.SetProperty(c => c.IsActive, false), Token));

        await bench.DeliverAsync();

        var dropped = await bench.DeliveriesAsync();
        dropped.ShouldAllBe(d => d.State == DeliveryState.Dropped);
        dropped.SelectMany(d => d.Log).Select(a => a.Said).ShouldBe(["Not sent: the report has no recipients any more.", "Not sent: the channel is turned off."], ignoreOrder: true);
    }

    [Fact]
    public async Task A_webhook_gets_it_signed_with_its_figures_and_as_text()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var bench = await BenchAsync(null);
        var hook = await bench.AddWebhookAsync(receiver);
        var alpha = await bench.AddProviderAsync("Alpha", ProviderEnvironment.Production);
        await bench.AddProviderAsync("Beta");
        await bench.Portal.WriteAsync(alpha, "PPFFFPP", DayBegin, TimeSpan.FromHours(1));
        var id = await bench.AddReportAsync(ReportBench.Daily with { Channels = [hook.Id] });

        await bench.FireAtAsync("2026-03-02 07:00");
        await bench.DeliverAsync();

        var received = receiver.Received.ShouldHaveSingleItem();
        WebhookReceiver.IsGenuine(received, hook.SigningSecret!, bench.Clock.GetUtcNow()).ShouldBeTrue();
        var (json, report) = (received.Json, received.Json.GetProperty("report"));
        received.Title.ShouldStartWith("Daily: Alpha at 57.14 %");
        (json.GetProperty("total").GetInt32(), json.GetProperty("alerts").GetArrayLength()).ShouldBe((0, 0));
        json.GetProperty("text").GetString()!.ShouldContain("- Alpha (Production): 57.14 % of 7 tests answered");
        (report.GetProperty("id").GetGuid(), report.GetProperty("name").GetString(), report.GetProperty("timeZone").GetString(), report.GetProperty("totalProviders").GetInt32()).ShouldBe((id, "Daily", "Europe/Madrid", 2));
        (report.GetProperty("from").GetDateTime(), report.GetProperty("until").GetDateTime()).ShouldBe((DayBegin, DayBegin.AddDays(1)));
        var line = report.GetProperty("providers")[0];
        (line.GetProperty("name").GetString(), line.GetProperty("environment").GetString(), line.GetProperty("tests").GetInt32(), line.GetProperty("incidents").GetInt32()).ShouldBe(("Alpha", "production", 7, 1));
        line.GetProperty("uptime").GetDouble().ShouldBe(4 / 7d, 0.0001);
        report.GetProperty("providers")[1].TryGetProperty("uptime", out _).ShouldBeFalse("nothing is known of it");
    }

    [Fact]
    public async Task A_report_that_was_made_before_a_restart_is_sent_after_it_once()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-report-").FullName;
        try
        {
            await using var receiver = await WebhookReceiver.StartAsync();
            await using (var first = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                await using var scope = first.Services.CreateAsyncScope();
                var check = await scope.ServiceProvider.GetRequiredService<Core.Health.Alerts.Channels.AlertChannelRules>().CheckAsync(new() { Name = "Hook", Kind = AlertChannelKind.Webhook, Url = receiver.Url }, null, Token);
                var hook = await scope.ServiceProvider.GetRequiredService<Core.Health.Alerts.Channels.AlertChannelChanges>().CreateAsync(check.Values, AlertBench.Rosa, Token);
                await first.AddReportAsync(ReportBench.Daily with { Channels = [hook.Id] });
                await first.InDatabaseAsync(db => db.HealthReports.ExecuteUpdateAsync(set => set.SetProperty(r => r.PlannedAt, DateTime.UtcNow.AddDays(-3)), Token));
                (await first.Services.GetRequiredService<ReportFiring>().FireAsync(Token)).ShouldBe(1);
            }

            await using var second = new PortalFactory(directory) { Replace = StartedPortal.Quick };
            (await second.Services.GetRequiredService<ReportFiring>().FireAsync(Token)).ShouldBe(0);
            for (var round = 0; round < 2; round++)
            {
                var runner = second.Services.GetRequiredService<Core.Health.Delivery.DeliveryRunner>();
                await runner.BeginAsync(Token);
                await runner.WhenIdleAsync();
            }

            receiver.Received.ShouldHaveSingleItem().Title.ShouldStartWith("Daily: nothing was tested");
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    public void Dispose()
    {
        certificate.Dispose();
        certificates.Dispose();
    }

    private async Task<AlertBench> BenchAsync(MailCatcher? server)
    {
        var bench = AlertBench.Start(("Egress:TrustedAuthorities:0", certificates.PemFile), ("Portal:PublicUrl", "https://portal.example.com"));
        if (server is not null) await bench.SetMailServerAsync(server.Port);
        return bench;
    }
}
