using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Every page in every state worth looking at: the same list for accessibility, narrow windows and pictures.</summary>
internal sealed partial record View(string Name, string? Role, Func<IPage, RunningPortal, Task> Show)
{
    /// <summary>Before there is anything; the order matters for the first ones only.</summary>
    public static IReadOnlyList<View> OfEmptyPortal { get; } =
    [
        new("setup", null, async (page, portal) => await page.GotoAsync("/setup?token=" + portal.Portal.NewSetupToken())),
        new("setup-refused-form", null, async (page, portal) =>
        {
            await page.GotoAsync("/setup?token=" + portal.Portal.NewSetupToken());
            await page.GetByLabel("Email").FillAsync("nobody");
            await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }),
        new("setup-wrong-link", null, async (page, _) => await page.GotoAsync("/setup?token=wrong")),
        At("sign-in", "/sign-in", null),
        At("dashboard-first-start", "/"),
        At("usage-first-start", "/usage"),
        At("list-empty", "/providers", BuiltInRoles.Owner),
        At("deleted-empty", "/providers/deleted"),
        At("incidents-empty", "/incidents"),
        At("models-empty", "/models"),
        At("list-empty-viewer", "/providers", BuiltInRoles.Viewer),
        At("empty-reports", "/reports"),
        At("generation-empty", "/generation"),
        At("bot-tokens-empty", "/bot-tokens"),
        At("api-tokens-empty", "/api-tokens"),
        At("generation-empty-edit", "/generation/edit"),
        At("generation-empty-versions", "/generation/versions"),
        At("alerts-empty", "/alerts"),
        At("alerts-empty-operator", "/alerts", BuiltInRoles.Operator),
        At("deliveries-empty", "/alerts/deliveries"),
        At("maintenance-empty", "/alerts/maintenance"),
        At("mail-server-empty", "/alerts/mail-server"),
    ];

    /// <summary>Of a <see cref="Scenery"/>.</summary>
    public static IReadOnlyList<View> OfScenery { get; } =
    [
        At("dashboard", "/"),
        At("dashboard-viewer", "/", BuiltInRoles.Viewer),
        At("list", "/providers"),
        new("list-menu", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers");
            await page.Locator("#provider-on-prem-vllm summary").ClickAsync();
        }),
        At("list-filtered", "/providers?environment=production&sort=-tested"),
        At("list-filtered-empty", "/providers?q=mistral&type=openai&state=down&key=due"),
        At("list-unknown-filter", "/providers?state=sad"),
        new("list-ticked", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers");
            await page.GetByLabel("Select Mistral gateway").CheckAsync();
            await page.GetByLabel("Select Old OpenAI").CheckAsync();
        }),
        new("list-bulk-under-way", BuiltInRoles.Owner, async (page, portal) =>
        {
            var gate = Gate.Before(portal.Fake, () => "");
            await page.GotoAsync("/providers");
            await page.GetByLabel("Select Mistral gateway").CheckAsync();
            await page.GetByLabel("Select Old OpenAI").CheckAsync();
            await page.GetByLabel("Select On-prem vLLM").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Test selected" }).ClickAsync();
            await gate.Reached;
            await Expect(page.Locator("#bulk")).ToContainTextAsync("1 of 3 done");
        }),
        new("list-bulk-ended", BuiltInRoles.Owner, async (page, portal) =>
        {
            await page.GotoAsync("/providers");
            await page.Locator("#bulk").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Expect(page.Locator("#bulk")).ToContainTextAsync("Cancelled.");
            portal.Fake.Handler = null;
        }),
        new("list-bulk-delete", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers");
            await page.GetByLabel("Select Production OpenAI").CheckAsync();
            await page.GetByLabel("Select Old OpenAI").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete… selected" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Delete 2 providers?" })).ToBeVisibleAsync();
        }),
        At("details", "/providers/production-openai"),
        At("help", "/help"),
        At("help-topic", "/help/credentials?provider=mistral-gateway"),
        new("details-discovered", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/production-openai");
            await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
            await Expect(page.Locator(".review .pick").First).ToBeVisibleAsync();
        }),
        At("details-down", "/providers/on-prem-vllm"),
        At("details-inactive", "/providers/old-openai"),
        At("details-plugin-missing", "/providers/acme-models"),
        new("details-tested", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/mistral-gateway");
            await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex(@"[?]run="));
            await Expect(page.Locator("#test-panel .fix")).ToBeVisibleAsync();
        }),
        At("new-openai", "/providers/new?type=openai"),
        At("new-custom", "/providers/new?type=custom"),
        new("new-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/new?type=custom");
            await page.LeaveBaseUrlAsync("ftp:/nowhere");
            await page.SaveAsync();
            await Expect(page.Locator("#name-help .error")).ToBeVisibleAsync();
        }),
        new("new-passed", BuiltInRoles.Owner, async (page, portal) =>
        {
            await page.GotoAsync("/providers/new?type=openai");
            await page.FillProviderAsync(null, "Production OpenAI EU", new Uri(portal.Fake.OpenAiUrl + "/chat/completions"), portal.Fake.Options.OpenAiKey);
            await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
            await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync();
            await Expect(page.Locator("#discovery-panel .pick").First).ToBeVisibleAsync();
        }),
        new("new-failed", BuiltInRoles.Owner, async (page, portal) =>
        {
            await page.GotoAsync("/providers/new?type=custom");
            await page.FillProviderAsync(null, "On-prem", portal.Fake.HttpsUrl("custom", FakeProviders.FakeCertificate.Expired), portal.Fake.Options.CustomKey);
            await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
            await Expect(page.Locator("#test-panel .fix")).ToBeVisibleAsync();
            await Expect(page.Locator("#discovery-panel .fix")).ToBeVisibleAsync();
        }),
        At("edit", "/providers/on-prem-vllm/edit"),
        new("edit-other-origin", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/production-openai/edit");
            await page.LeaveBaseUrlAsync("https://gateway.example.com/v1");
            await page.SaveAsync();
            await Expect(page.Locator("#api-key-messages .error")).ToBeVisibleAsync();
        }),
        new("edit-conflict", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/production-openai/edit");
            // As if it had been opened before somebody else saved, and everything had been otherwise then.
            await page.EvaluateAsync("() => { document.querySelector('[name=\"Form.Version\"]').value = '0'; document.querySelector('[name=\"Form.Seen\"]').value = ''; }");
            await page.Locator("#name").FillAsync("Production OpenAI EU");
            await page.Locator("#notes").FillAsync("Ask Luis before raising limits.");
            await page.Locator("#environment").SelectOptionAsync("Staging");
            await page.SaveAsync();
            await Expect(page.Locator(".sides-by-side")).ToBeVisibleAsync();
        }),
        At("edit-plugin-missing", "/providers/acme-models/edit"),
        new("details-menu", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/mistral-gateway");
            await page.Locator("summary[aria-label^=More]").ClickAsync();
        }),
        At("checks", "/providers/production-openai/checks"),
        At("checks-inactive", "/providers/old-openai/checks"),
        new("checks-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/on-prem-vllm/checks");
            await page.GetByLabel("By a cron expression").CheckAsync();
            await page.Locator("#cron").FillAsync("*/5 * * * * *");
            await page.Locator("#time-zone").FillAsync("Europe/Atlantis");
            await page.GetByLabel("Now and then, let a model answer").CheckAsync();
            await page.Locator("#deep-hours").FillAsync("0");
            await page.Locator("#failures").FillAsync("0");
            await page.SavePlanAsync();
            await Expect(page.Locator("#cron-help .error")).ToBeVisibleAsync();
        }),
        new("checks-conflict", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/production-openai/checks");
            await page.EvaluateAsync("() => { document.querySelector('[name=\"Form.Version\"]').value = '0'; document.querySelector('[name=\"Form.Seen\"]').value = ''; }");
            await page.GetByLabel("At an interval of its own").CheckAsync();
            await page.Locator("#failures").FillAsync("5");
            await page.SavePlanAsync();
            await Expect(page.Locator(".sides-by-side")).ToBeVisibleAsync();
        }),
        At("help-scheduled-tests", "/help/scheduled-tests?provider=production-openai"),
        At("details-key-due", "/providers/legacy-gateway"),
        At("duplicate", "/providers/legacy-gateway/duplicate"),
        At("keys", "/providers/legacy-gateway/keys"),
        At("key", "/providers/legacy-gateway/key"),
        At("key-none-needed", "/providers/ollama-on-rosa-s-desk/key"),
        new("key-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/legacy-gateway/key");
            await page.Locator("#new-key").FillAsync("Bearer sk-pasted");
            await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
            await Expect(page.Locator("#new-key-messages .error")).ToBeVisibleAsync();
        }),
        new("key-not-proven", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/legacy-gateway/key");
            await page.Locator("#new-key").FillAsync("sk-not-the-right-one");
            await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
            await Expect(page.Locator("#test-panel .insist")).ToBeVisibleAsync();
        }),
        new("key-switched", BuiltInRoles.Owner, async (page, portal) =>
        {
            await page.GotoAsync("/providers/staged-gateway/key");
            await page.Locator("#new-key").FillAsync(portal.Fake.Options.CustomKey);
            await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
            await Expect(page.Locator("#test-panel .notice-good")).ToBeVisibleAsync();
        }),
        At("delete", "/providers/production-openai/delete"),
        At("delete-nothing-depends", "/providers/old-openai/delete"),
        At("deleted", "/providers/deleted"),
        new("deleted-undo", BuiltInRoles.Owner, async (page, _) =>
        {
            // It was deleted in another width.
            await page.GotoAsync("/providers/deleted");
            var restore = page.GetByRole(AriaRole.Button, new() { Name = "Restore Spare gateway" });
            if (await restore.CountAsync() > 0) await restore.ClickAsync();
            await page.GotoAsync("/providers/spare-gateway/delete");
            await page.GetByRole(AriaRole.Button, new() { Name = "Delete provider" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        }),
        At("destroy", "/providers/long-gone-gateway/destroy"),
        new("destroy-wrong-password", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers/long-gone-gateway/destroy");
            await page.GetByLabel("Your password, once more").FillAsync("not the password");
            await page.GetByRole(AriaRole.Button, new() { Name = "Destroy provider and keys" }).ClickAsync();
            await Expect(page.Locator("#password-help .error")).ToBeVisibleAsync();
        }),
        At("plugins", "/plugins"),
        At("password", "/account/password"),
        At("sign-out", "/sign-out"),
        At("error-404", "/providers/there-is-none"),
        At("error-403", "/providers/new", BuiltInRoles.Viewer),
        At("error-404-signed-out", "/error/404", null),
    ];

    /// <summary>Of a <see cref="LockedPortal"/>.</summary>
    public static IReadOnlyList<View> OfLockedPortal { get; } =
    [
        new("locked-list", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/providers");
            await Expect(page.GetByText("The portal is locked.")).ToBeVisibleAsync();
        }),
        At("locked-details", "/providers/production-openai"),
        new("locked-save", BuiltInRoles.Owner, async (page, portal) =>
        {
            await page.GotoAsync("/providers/new?type=openai");
            await page.FillProviderAsync(null, "Cannot be sealed", portal.Fake.OpenAiUrl, portal.Fake.Options.OpenAiKey);
            await page.SaveAsync();
            await Expect(page.Locator("#provider-form .notice-bad")).ToBeVisibleAsync();
        }),
    ];

    /// <summary>Of an <see cref="UnwatchedPortal"/>.</summary>
    public static IReadOnlyList<View> OfUnwatchedPortal { get; } =
    [
        new("unwatched-dashboard", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/");
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Scheduled tests have stopped.");
        }),
        At("unwatched-list-viewer", "/providers", BuiltInRoles.Viewer),
    ];

    private static View At(string name, string path, string? role = BuiltInRoles.Owner) => new(name, role, async (page, _) => await page.GotoAsync(path));
}
