using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>From a provider that breaks to the people who hear of it, with nobody pressing anything in between.</summary>
public sealed class AlertTests(Chromium chromium, TellingPortal running) : BrowserTest(chromium, running), IClassFixture<TellingPortal>
{
    [Fact]
    public async Task A_provider_that_fails_three_times_is_told_as_down_once_and_as_up_again_once_by_mail_and_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var mail = new MailCatcher(wantsPassword: false);
        var page = await OpenAsync(BuiltInRoles.Owner);
        await SetUpMailServerAsync(page, mail.Port);
        await AddMailChannelAsync(page);
        var secret = await AddWebhookAsync(page, receiver.Url);
        await AddWatchedProviderAsync(page);
        var before = Running.Fake.Requests.Count;

        Running.Fake.Handler = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await receiver.WaitAsync(1);
        (Running.Fake.Requests.Count - before).ShouldBeGreaterThanOrEqualTo(3, "one failure alone is no outage");
        await page.GotoAsync("/incidents");
        await Expect(page.Locator(".incident-rows tbody tr")).ToContainTextAsync("goes on");
        await page.GotoAsync("/providers/watched");
        await Expect(page.Locator("#standing")).ToContainTextAsync("Down");

        Running.Fake.Handler = null;
        await receiver.WaitAsync(2);

        receiver.Received.Select(r => string.Join(",", r.Events)).ShouldBe(["provider.down", "provider.recovered"]);
        receiver.Received.ShouldAllBe(r => r.Headers["X-SupportBot-Signature"].StartsWith("v1=", StringComparison.Ordinal));
        receiver.Received.ShouldAllBe(r => WebhookReceiver.IsGenuine(r, secret, DateTimeOffset.FromUnixTimeSeconds(long.Parse(r.Headers["X-SupportBot-Timestamp"], System.Globalization.CultureInfo.InvariantCulture))));
        await ShowBothAsync(page);
        mail.Mails.Select(m => m.Message.Subject).ShouldBe([receiver.Received.First().Title, receiver.Received.Last().Title]);
        mail.Mails.ShouldAllBe(m => m.Recipients.Single() == "oncall@example.com" && m.Message.HtmlBody!.Contains("Watched", StringComparison.Ordinal) && m.Message.TextBody!.Contains("Watched", StringComparison.Ordinal));
    }

    private static async Task SetUpMailServerAsync(IPage page, int port)
    {
        await page.GotoAsync("/alerts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a mail server" }).ClickAsync();
        await page.GetByLabel("Host").FillAsync("127.0.0.1");
        await page.GetByLabel("Security").SelectOptionAsync("None");
        await page.GetByLabel("Port").FillAsync($"{port}");
        await page.GetByLabel("Sender’s address").FillAsync("portal@example.com");
        await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save mail server" }).ClickAsync();
        await Expect(page.Locator("#flash")).ToContainTextAsync("The mail server is saved.");
    }

    private static async Task AddMailChannelAsync(IPage page)
    {
        await page.GotoAsync("/alerts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add your first channel" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("On call");
        await page.GetByLabel("Recipients").FillAsync("oncall");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        await Expect(page.Locator("#recipients-help .error")).ToContainTextAsync("“oncall” is no mail address.");
        await Expect(page.GetByLabel("Recipients")).ToBeFocusedAsync();
        await page.GetByLabel("Recipients").FillAsync("oncall@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        await Expect(page.Locator("#flash")).ToContainTextAsync("“On call” is added.");
    }

    private static async Task<string> AddWebhookAsync(IPage page, string url)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Add channel" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Chat");
        await page.GetByLabel("By a webhook").CheckAsync();
        await Expect(page.GetByLabel("Recipients")).ToBeHiddenAsync();
        await page.GetByLabel("Address").FillAsync(url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
        await Expect(page.GetByText("it is shown here once, and never again")).ToBeVisibleAsync();
        var secret = await page.GetByLabel("Signing secret").InputValueAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have copied it" }).ClickAsync();
        await Expect(page.Locator(".channels tbody tr")).ToHaveCountAsync(2);
        return secret;
    }

    private async Task AddWatchedProviderAsync(IPage page)
    {
        await page.GotoAsync("/providers/new?type=custom");
        await page.Locator("#auth-scheme").SelectOptionAsync("none");
        await Expect(page.Locator("#api-key")).ToHaveCountAsync(0);
        await page.FillProviderAsync(null, "Watched", Running.Fake.CustomUrl, null);
        await page.SaveAsync();
        await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await page.GotoAsync("/providers/watched/checks");
        await page.GetByLabel("At an interval of its own").CheckAsync();
        await page.Locator("#every").FillAsync("30");
        await page.GetByLabel("Unit of the interval").SelectOptionAsync("Seconds");
        await page.SavePlanAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/providers/watched$"));
    }

    /// <summary>The log has one message of each kind for each channel, and all arrived.</summary>
    private static async Task ShowBothAsync(IPage page)
    {
        // What a receiver has got stands in the log a moment later.
        var patience = System.Diagnostics.Stopwatch.StartNew();
        do await page.GotoAsync("/alerts/deliveries?state=delivered");
        while (await page.Locator(".deliveries tbody tr").CountAsync() < 4 && patience.Elapsed < TimeSpan.FromSeconds(30));
        foreach (var channel in (string[])["On call", "Chat"])
        {
            var rows = page.Locator(".deliveries tbody tr").Filter(new() { Has = page.Locator($"[data-label=Channel]:text-is('{channel}')") });
            await Expect(rows).ToHaveCountAsync(2);
            await Expect(rows.Nth(0)).ToContainTextAsync("Watched is up again after");
            await Expect(rows.Nth(1)).ToContainTextAsync("Watched is down");
        }

        await page.GotoAsync("/alerts");
        await Expect(page.Locator(".channels .badge-good")).ToHaveCountAsync(2);
        await page.GotoAsync("/incidents");
        await Expect(page.Locator(".incident-rows tbody tr")).ToHaveCountAsync(1);
    }
}
