using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>The README's first five minutes, from its first command on.</summary>
public sealed class FirstProviderTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task From_the_command_and_the_printed_link_to_a_tested_provider()
    {
        using var portal = new CommandedPortal();
        var link = await portal.SetupLinkAsync(Cancellation);
        link.ShouldStartWith(portal.Url + "/setup?token=");
        portal.IsPrivate().ShouldBeTrue();

        var page = await OpenAsync(role: null, options => options.BaseURL = portal.Url);
        await page.GotoAsync(link);
        await page.GetByLabel("Email").FillAsync("owner@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("seven green tractors");
        await page.GetByLabel("The same password again").FillAsync("seven green tractors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Add your first provider" }).ClickAsync();
        await page.ChooseTypeAsync("openai");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("First");
        await page.GetByLabel("API key").FillAsync(Running.Fake.Options.OpenAiKey);
        await page.LeaveBaseUrlAsync(Running.Fake.OpenAiUrl.AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save provider" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/providers/first[?]"));
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");

        await page.GotoAsync("/providers");
        await Expect(page.Locator("#provider-first")).ToContainTextAsync("Healthy");
    }
}
