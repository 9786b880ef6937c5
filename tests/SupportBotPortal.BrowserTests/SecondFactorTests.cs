using Microsoft.Playwright;
using OtpNet;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>From an invitation to an authenticator app, and in again without the phone.</summary>
public sealed class SecondFactorTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    private const string Email = "ines@example.com";
    private const string Chosen = "eleven slow lanterns";

    [Fact]
    public async Task Invited_with_a_password_an_app_and_a_recovery_code()
    {
        var admin = await OpenAsync();
        await admin.GotoAsync("/people/invite");
        await admin.GetByLabel("Email").FillAsync(Email);
        await admin.GetByLabel(BuiltInRoles.Operator).CheckAsync();
        await admin.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make invitation" }).ClickAsync();
        var link = await admin.Locator("#made input").First.InputValueAsync();
        (await CopyAsync(admin, "Copy the link")).ShouldBe(link);

        var page = await OpenAsync(role: null);
        await page.GotoAsync(link);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Chosen);
        await page.GetByLabel("The same password again").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose this password" }).ClickAsync();
        await page.ExpectWholePageAsync("Dashboard");

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up an app…" }).ClickAsync();
        await page.GetByLabel("Your password, once more").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the secret" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        var app = new Totp(Base32Encoding.ToBytes((await page.Locator("#secret").InnerTextAsync()).Replace(" ", "")));
        await page.GetByLabel("Code that the app shows now").FillAsync("000 000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("clock of the phone");
        await page.GetByLabel("Code that the app shows now").FillAsync(app.ComputeTotp(DateTime.UtcNow));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        var code = await page.Locator(".codes li").First.InnerTextAsync();
        (await CopyAsync(page, "Copy all codes")).Split('\n').ShouldBe(await page.Locator(".codes li").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.ExpectWholePageAsync("Your account");

        await HalfwayAsync(page);
        // The next one: that of this half minute was used for turning it on.
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.ComputeTotp(DateTime.UtcNow.AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Dashboard");

        await HalfwayAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Lost it? Use a recovery code" }).ClickAsync();
        await page.GetByLabel("Recovery code").FillAsync(code.ToUpperInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Dashboard");
        await Expect(page.Locator("#flash")).ToContainTextAsync("You signed in with a recovery code; 9 are left.");
        await page.GotoAsync("/account/second-factor");
        await Expect(page.GetByText("You have 9 left.")).ToBeVisibleAsync();
    }

    /// <returns>What is in the clipboard then.</returns>
    private static async Task<string> CopyAsync(IPage page, string button)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Expect(page.Locator("[data-copy]").First).ToContainTextAsync("Copied");
        return await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
    }

    private static async Task HalfwayAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Sign in", bare: true);
        await page.GetByLabel("Email").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Second step", bare: true);
    }
}
