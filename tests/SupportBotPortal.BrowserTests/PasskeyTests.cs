using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>A passkey of a device that the browser has: made, signed in with, refused to a stranger's finger, and removed.</summary>
public sealed class PasskeyTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Made_used_and_removed()
    {
        var email = await Running.AddPersonAsync(BuiltInRoles.Operator);
        var page = await OpenAsync(role: null);
        var device = await VirtualAuthenticator.OfAsync(page);
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(email);

        await page.GotoAsync("/account/second-factor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a passkey…" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Work laptop");
        await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make “Work laptop”" }).ClickAsync();
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);

        // The password is only half of it now, and the passkey all of it.
        await SignOutAsync(page);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Second step", bare: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.ExpectWholePageAsync("Dashboard");

        await SignOutAsync(page);
        await page.GotoAsync("/usage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.ExpectWholePageAsync("Usage");

        await SignOutAsync(page);
        await device.RecognizeAsync(owner: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The browser gave no passkey");
        await device.RecognizeAsync(owner: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.ExpectWholePageAsync("Dashboard");

        await page.GotoAsync("/account/second-factor");
        await page.GetByRole(AriaRole.Link, new() { Name = "Work laptop" }).ClickAsync();
        await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey" }).ClickAsync();
        await page.ExpectWholePageAsync("Second factor");
        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This passkey was not accepted");
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Sign in", bare: true);
    }
}
