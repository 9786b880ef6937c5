using System.Net;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;
using static SupportBotPortal.Tests.Pages.Alerts.AlertPagesBench;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>A webhook's signing secret is shown once, and can be replaced.</summary>
public sealed class SigningSecretTests : IAsyncLifetime
{
    private readonly AlertPagesBench bench = new();

    [Fact]
    public async Task It_is_shown_once_and_signs_what_is_sent()
    {
        var (id, secret) = await bench.AddWebhookAsync("Hook");

        secret.ShouldMatch("^whsec_[A-Za-z0-9_-]{43}$");
        await bench.Admin.PressAsync(ChannelPage(id) + "/test");
        WebhookReceiver.IsGenuine(bench.Receiver.Received.Single(), secret, bench.Bench.Clock.GetUtcNow()).ShouldBeTrue();
        var search = new SecretSearch(secret);
        foreach (var path in (string[])["/", "/alerts", ChannelPage(id), ChannelPage(id) + "/secret", ChannelPage(id) + "/test", ChannelPage(id) + "/delete", "/alerts/deliveries"])
            search.In(path, (await bench.Admin.GetAsync(path)).Html).ShouldBeEmpty();
        bench.Portal.Log.Lines.SelectMany(line => search.In("log", line)).ShouldBeEmpty();
        search.InFiles(bench.Portal.DataDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_one_is_shown_once_and_the_old_one_signs_nothing_any_more()
    {
        var (id, old) = await bench.AddWebhookAsync("Hook");
        (await bench.Admin.PageAsync(ChannelPage(id) + "/secret")).QuerySelector("#signing-secret").ShouldBeNull("to look at the question replaces nothing");

        var replaced = await bench.Admin.PressAsync(ChannelPage(id) + "/secret");

        var secret = replaced.Page.QuerySelector("#signing-secret")!.GetAttribute("value")!;
        secret.ShouldNotBe(old);
        await bench.Admin.PressAsync(ChannelPage(id) + "/test");
        var got = bench.Receiver.Received.Single();
        (WebhookReceiver.IsGenuine(got, secret, bench.Bench.Clock.GetUtcNow()), WebhookReceiver.IsGenuine(got, old, bench.Bench.Clock.GetUtcNow())).ShouldBe((true, false));
        replaced.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task By_htmx_it_comes_in_place_of_the_form()
    {
        var fields = await bench.Admin.AlertFormAsync(AlertForms.NewChannel, ("Name", "Hook"), ("Kind", "Webhook"), ("Url", bench.Receiver.Url));

        var added = await bench.Admin.SendAsync(AlertForms.NewChannel, fields, htmx: true);

        added.Status.ShouldBe(HttpStatusCode.OK);
        added.Page.QuerySelectorAll("main, #alert-form").ShouldBeEmpty();
        added.Text("#signing-secret-help").ShouldContain("Copy it now: it is shown here once, and never again.");
    }

    [Fact]
    public async Task A_mail_channel_has_none()
    {
        await bench.Admin.SubmitAsync(AlertForms.NewChannel, ("Name", "Mail"), ("Recipients", "rosa@example.com"));

        (await bench.Admin.GetAsync(ChannelPage((await bench.ChannelAsync("Mail")).Id) + "/secret")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_locked_portal_makes_none_and_says_why()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-locked-").FullName;
        try
        {
            // The same data without the master key.
            await using (var before = new PortalFactory(directory) { Replace = StartedPortal.Quick }) _ = await before.AddPersonAsync();
            File.Delete(Path.Combine(directory, "master.key"));
            await using var locked = new PortalFactory(directory) { Replace = StartedPortal.Quick };
            using var admin = await PortalBrowser.SignedInAsync(locked, Core.Access.BuiltInRoles.Owner);

            var refused = await admin.SubmitAsync(AlertForms.NewChannel, ("Name", "Locked"), ("Kind", "Webhook"), ("Url", "https://8.8.8.8/hook"));

            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text("#alert-form .notice-bad").ShouldContain("A signing secret can neither be made nor stored now: the portal is locked.");
            refused.AlertFields().ShouldContain(new KeyValuePair<string, string>("Form.Url", "https://8.8.8.8/hook"));
            var mail = await admin.SubmitAsync(AlertForms.MailServer, ("Host", "8.8.8.8"), ("User", "portal"), ("Password", "smtp-password-1"), ("FromAddress", "portal@example.com"));
            mail.Text("#alert-form .notice-bad").ShouldContain("A password can neither be sealed nor stored now: the portal is locked.");
            mail.Html.ShouldNotContain("smtp-password-1");
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
