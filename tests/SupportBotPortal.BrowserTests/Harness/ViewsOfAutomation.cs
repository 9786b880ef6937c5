using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: which programs act for whom.</summary>
    public static IReadOnlyList<View> OfAutomation { get; } =
    [
        new("api-tokens", BuiltInRoles.Owner, async (page, portal) =>
        {
            await SceneryAutomation.FillAsync(portal.Portal);
            await page.GotoAsync("/api-tokens");
        }),
        At("api-token-new", "/api-tokens/new"),
        new("api-token-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/api-tokens/new");
            await page.GetByLabel("What for").FillAsync(SceneryAutomation.Pipeline);
            await page.GetByLabel("Last day").FillAsync("2090-01-01");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Expect(page.Locator("#until-help .error")).ToBeVisibleAsync();
            await Expect(page.Locator("#grants-help .error")).ToBeVisibleAsync();
        }),
        new("api-token-made", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/api-tokens/new");
            await page.GetByLabel("What for").FillAsync("Nightly check " + Guid.NewGuid().ToString("N")[..6]);
            await page.GetByLabel("See providers llm_provider.view").CheckAsync();
            await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
            await Expect(page.Locator("#token")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^sba_"));
        }),
        // Whoever has made one is asked whether it ends with the password.
        new("password-with-tokens", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/account/password");
            await page.GetByLabel("New password").FillAsync("short");
            await page.GetByLabel("The same password again").FillAsync("shorter");
            await page.GetByLabel("Revoke my API tokens, too").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
            await Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
            await Expect(page.GetByLabel("Revoke my API tokens, too")).ToBeCheckedAsync();
        }),
        new("api-token-revoke", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/api-tokens");
            await page.GetByRole(AriaRole.Link, new() { Name = "Revoke… " + SceneryAutomation.Pipeline }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Revoke token" })).ToBeVisibleAsync();
        }),
    ];
}
