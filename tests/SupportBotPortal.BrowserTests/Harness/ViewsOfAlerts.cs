using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: who is told of it.</summary>
    public static IReadOnlyList<View> OfAlerts { get; } =
    [
        At("alerts", "/alerts"),
        At("alerts-operator", "/alerts", BuiltInRoles.Operator),
        new("alerts-test-failed", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send a test through On call" }).ClickAsync();
            await Expect(page.Locator("#test-answer .notice-bad")).ToBeVisibleAsync();
        }),
        new("alerts-menu", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts");
            await page.Locator("summary[aria-label^='More for Operations chat']").ClickAsync();
        }),
        At("channel-new", "/alerts/channels/new"),
        new("channel-new-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts/channels/new");
            await page.GetByLabel("By a webhook").CheckAsync();
            await page.Locator("#url").FillAsync("https://169.254.169.254/latest?token=x");
            await page.GetByLabel("Only these").CheckAsync();
            await page.Locator("#reminder").FillAsync("soon");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
            await Expect(page.Locator("#url-help .error")).ToBeVisibleAsync();
        }),
        new("channel-secret", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts/channels/new");
            await page.Locator("#name").FillAsync("Hook " + Guid.NewGuid().ToString("N")[..8]);
            await page.GetByLabel("By a webhook").CheckAsync();
            await page.Locator("#url").FillAsync("http://127.0.0.1:9/hooks/portal");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add channel" }).ClickAsync();
            await Expect(page.Locator("#signing-secret")).ToBeVisibleAsync();
        }),
        At("channel-edit", $"/alerts/channels/{SceneryAlerts.Mail}"),
        At("channel-edit-webhook", $"/alerts/channels/{SceneryAlerts.Chat}"),
        new("channel-conflict", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync($"/alerts/channels/{SceneryAlerts.Mail}");
            await page.EvaluateAsync("() => { document.querySelector('[name=\"Form.Version\"]').value = '0'; document.querySelector('[name=\"Form.Seen\"]').value = ''; }");
            await page.Locator("#recipients").FillAsync("rosa@example.com");
            await page.Locator("#reminder").FillAsync("12");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
            await Expect(page.Locator(".sides-by-side")).ToBeVisibleAsync();
        }),
        At("channel-secret-question", $"/alerts/channels/{SceneryAlerts.Chat}/secret"),
        At("channel-delete", $"/alerts/channels/{SceneryAlerts.Chat}/delete"),
        At("channel-test", $"/alerts/channels/{SceneryAlerts.Chat}/test", BuiltInRoles.Operator),
        At("deliveries", "/alerts/deliveries"),
        new("deliveries-attempts", BuiltInRoles.Operator, async (page, _) =>
        {
            await page.GotoAsync("/alerts/deliveries?state=failed");
            foreach (var attempts in await page.Locator("details.rest > summary").AllAsync()) await attempts.ClickAsync();
        }),
        At("mail-server", "/alerts/mail-server"),
        new("mail-server-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts/mail-server");
            await page.Locator("#host").FillAsync("smtp.example.com/path");
            await page.Locator("#port").FillAsync("70000");
            await page.Locator("#user").FillAsync("portal");
            await page.Locator("#from").FillAsync("nobody");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
            await Expect(page.Locator("#host-help .error")).ToBeVisibleAsync();
        }),
        new("mail-server-test-failed", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts/mail-server");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
            await Expect(page.Locator("#mail-test .notice-bad")).ToBeVisibleAsync();
        }),
        At("mail-server-remove", "/alerts/mail-server/remove"),
        At("maintenance", "/alerts/maintenance"),
        At("maintenance-new", "/alerts/maintenance/new?provider=production-openai"),
        At("maintenance-edit", $"/alerts/maintenance/{SceneryAlerts.Nights}"),
        new("maintenance-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/alerts/maintenance/new");
            await page.GetByLabel("Every week").CheckAsync();
            await page.Locator("#minutes").FillAsync("3");
            await page.Locator("#time-zone").FillAsync("Europe/Atlantis");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add window" }).ClickAsync();
            await Expect(page.Locator("#days-help .error")).ToBeVisibleAsync();
        }),
        At("maintenance-delete", $"/alerts/maintenance/{SceneryAlerts.Nights}/delete"),
        At("details-in-maintenance", "/providers/staging-openai"),
        At("help-alerts", "/help/alerts?provider=production-openai"),
    ];
}
