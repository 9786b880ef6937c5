using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>Who may only look sees nothing that he may not do, and does not get it either by sending what the button would have sent.</summary>
public sealed class ForgedRequestTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task A_viewer_sees_no_button_that_he_may_not_use_and_gets_403_when_he_forges_the_request()
    {
        await AddProviderAsync();
        const string slug = "forged";
        var page = await OpenAsync(BuiltInRoles.Viewer);
        foreach (var path in (string[])["/", "/providers", $"/providers/{slug}", $"/providers/{slug}/keys", "/models", "/generation", "/reports"])
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            foreach (var act in (string[])["Add", "Edit", "Delete", "Test", "Discover", "Deactivate", "Make default", "Replace", "Change", "Select"])
                await Expect(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = act }).Or(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = act + "…" }))).ToHaveCountAsync(0);
        }

        WatchOf(page).Expect(403);
        foreach (var act in (string[])["test", "delete", "activation", "default", "edit", "key", "discover", "models"])
            (await ForgeAsync(page, $"/providers/{slug}/{act}")).ShouldBe(403, act);
        (await ForgeAsync(page, "/providers/new")).ShouldBe(403);
        (await ForgeAsync(page, "/people/invite")).ShouldBe(403);
        (await ForgeAsync(page, "/settings/second-factor")).ShouldBe(403);
        await page.GotoAsync("/providers");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Forged" })).ToBeVisibleAsync();
    }

    /// <summary>What the button would have sent: with the cookie, and the token of a form that the viewer has.</summary>
    private static Task<int> ForgeAsync(IPage page, string path) => page.EvaluateAsync<int>("""
        async (path) => {
          const token = document.querySelector('input[name=__RequestVerificationToken]').value;
          const answer = await fetch(path, { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: token }) });
          return answer.status;
        }
        """, path);

    private async Task AddProviderAsync()
    {
        var admin = await OpenAsync();
        await admin.GotoAsync("/providers/new?type=custom");
        await admin.FillProviderAsync(null, "Forged", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await admin.SaveAsync();
        await Expect(admin.Locator("#test-panel .badge")).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }
}
