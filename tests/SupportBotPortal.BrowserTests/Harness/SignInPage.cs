using Microsoft.Playwright;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal static class SignInPage
{
    /// <summary>On the page that asks for it, as somebody does by hand.</summary>
    public static async Task SignInAsync(this IPage page, string email)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.Locator(".sidebar")).ToBeVisibleAsync();
    }
}
