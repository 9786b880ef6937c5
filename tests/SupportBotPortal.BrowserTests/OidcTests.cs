using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>Through the page of a real identity provider and back, under the policy that lets no form lead elsewhere.</summary>
public sealed class OidcTests(Chromium chromium, PortalWithProvider running) : BrowserTest(chromium, running), IClassFixture<PortalWithProvider>
{
    [Fact]
    public async Task Signed_in_confirmed_and_refused()
    {
        running.Provider.People["rosa"] = new("sub-1", "rosa@example.com", "admins");
        var page = await OpenAsync(role: null);
        await page.GotoAsync("/people/invite");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example login" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "rosa" }).ClickAsync();
        await page.ExpectWholePageAsync("Invite somebody");

        // What is typed stays, while another tab shows who it is.
        await page.GetByLabel("Email").FillAsync("ines@example.com");
        await page.GetByLabel(BuiltInRoles.Viewer).CheckAsync();
        var tab = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Confirm who you are…" }).ClickAsync());
        await tab.GetByRole(AriaRole.Link, new() { Name = "Confirm with Example login" }).ClickAsync();
        await tab.GetByRole(AriaRole.Link, new() { Name = "rosa" }).ClickAsync();
        await tab.ExpectWholePageAsync("Confirmed");
        await tab.CloseAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make invitation" }).ClickAsync();
        await Expect(page.Locator("#made")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example login" }).ClickAsync();
        WatchOf(page).Expect(403);
        await page.GetByRole(AriaRole.Link, new() { Name = "nobody" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Example login did not let you in");
    }
}
