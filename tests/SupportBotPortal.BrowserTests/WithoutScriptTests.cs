using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>Everything works in a browser that runs no script: more slowly, but it works.</summary>
public sealed class WithoutScriptTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Sign_in_add_test_discover_save_edit_and_delete()
    {
        var key = Running.Fake.Options.CustomKey;
        var page = await OpenAsync(role: null, options => options.JavaScriptEnabled = false);
        await page.GotoAsync("/providers");
        await page.ExpectWholePageAsync("Sign in", bare: true);
        await page.GetByLabel("Email").FillAsync(await Running.AddPersonAsync(BuiltInRoles.Admin));
        await page.GetByLabel("Password").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("LLM providers");

        await page.GetByRole(AriaRole.Link, new() { Name = "Add your first provider" }).ClickAsync();
        await page.GetByLabel("Type").SelectOptionAsync("openai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show this type's fields" }).ClickAsync();
        await Expect(page.GetByLabel("Organization")).ToBeVisibleAsync();
        // Saved without asking for the fields: nothing is, and they come.
        await page.GetByLabel("Type").SelectOptionAsync("custom");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Too early");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await Expect(page.Locator("#type-help .error")).ToContainTextAsync("nothing was saved");
        await Expect(page.GetByLabel("Authentication")).ToBeVisibleAsync();

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("No script");
        await page.Locator("#base-url").FillAsync(Running.Fake.CustomUrl.AbsoluteUri);
        await page.Locator("#api-key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await page.ExpectWholePageAsync("Connection test");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("No script");

        await page.Locator("#api-key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await page.ExpectWholePageAsync("Discover models");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await Expect(page.Locator("#api-key-messages")).ToContainTextAsync("Type it again");
        var pick = page.Locator("#discovery-panel .pick").First;
        var model = await pick.Locator(".mono").InnerTextAsync();
        await pick.GetByRole(AriaRole.Checkbox).CheckAsync();

        // Refused without a name, and what was picked is not lost.
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await Expect(page.Locator(".error").First).ToBeVisibleAsync();
        await Expect(page.Locator("#picked")).ToContainTextAsync(model);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("No script");
        await page.Locator("#api-key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await page.ExpectWholePageAsync("No script");
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync([model]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("No script");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Still no script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await page.ExpectWholePageAsync("Still no script");

        await page.GetByRole(AriaRole.Link, new() { Name = "Providers", Exact = true }).ClickAsync();
        await page.Locator("#provider-no-script summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        await page.ExpectWholePageAsync("Still no script");
        await Expect(page.GetByText("is inactive now")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Replace", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Replace the key of Still no script");
        await page.Locator("#new-key").FillAsync("sk-not-the-right-one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
        await Expect(page.Locator("#test-panel .insist")).ToContainTextAsync("it was not stored");
        await page.Locator("#new-key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
        await page.ExpectWholePageAsync("Still no script");
        await Expect(page.GetByText("The new key is proven")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete provider" }).ClickAsync();
        await page.ExpectWholePageAsync("LLM providers");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No provider yet" })).ToBeVisibleAsync();
    }
}
