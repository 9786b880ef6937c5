using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>Replacing a key as it is seen in a browser: stage by stage, with what was typed kept as long as it is needed.</summary>
public sealed class KeyTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task A_new_key_is_tested_refused_corrected_and_switched_to()
    {
        Running.Fake.Options.CustomAuth = FakeProviders.FakeAuth.Bearer;
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", "Keyed", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GetByRole(AriaRole.Link, new() { Name = "Replace", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Replace the key of Keyed");
        var key = page.Locator("#new-key");
        var switchButton = page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" });

        // Refused at the field: what was typed is still there.
        await key.FillAsync("Bearer sk-pasted");
        await switchButton.ClickAsync();
        await Expect(page.Locator("#new-key-messages .error")).ToContainTextAsync("Leave out");
        await Expect(key).ToHaveValueAsync("Bearer sk-pasted");
        await Expect(key).ToBeFocusedAsync();

        // Not proven: the old one stays, and one may insist.
        await key.FillAsync("sk-not-the-right-one");
        await switchButton.ClickAsync();
        await Expect(page.Locator("#test-panel .insist")).ToContainTextAsync("it was not stored");
        await Expect(page.Locator("#new-key-messages .error")).ToHaveCountAsync(0);
        await Expect(key).ToHaveValueAsync("sk-not-the-right-one");

        // Right, and seen under way.
        const string right = "sk-the-right-one";
        var gate = Gate.Before(Running.Fake, () => right);
        await key.FillAsync(right);
        await Expect(page.Locator("#test-panel .stale")).ToBeVisibleAsync();
        await switchButton.ClickAsync();
        await gate.Reached;
        await Expect(page.Stage("Credentials")).ToContainTextAsync("under way");
        gate.Open();
        await Expect(page.Locator("#test-panel .notice-good")).ToContainTextAsync("in use from now on");
        await page.ExpectWholePageAsync("The key of Keyed is in use");
        await Expect(page.Locator("#new-key")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the provider" }).ClickAsync();
        await page.ExpectWholePageAsync("Keyed");
        await Expect(page.Locator("#key-history li").First).ToContainTextAsync("proven before it was stored");
        Running.Fake.Handler = null;
        slug.ShouldBe("keyed");
    }

    [Fact]
    public async Task A_key_that_was_typed_for_another_address_is_taken_out_of_the_field()
    {
        Running.Fake.Options.CustomAuth = FakeProviders.FakeAuth.Bearer;
        var page = await OpenAsync();
        WatchOf(page).Expect(409);
        var slug = await page.AddProviderAsync("custom", "Moved", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync($"/providers/{slug}/key");
        await Expect(page.Locator("#test-panel")).ToContainTextAsync("“Test and switch” says step by step");
        await page.Locator("#new-key").FillAsync("sk-for-the-old-address");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"/providers/{slug}/edit");
        await other.LeaveBaseUrlAsync(Running.Fake.CustomUrl.AbsoluteUri.TrimEnd('/') + "/elsewhere");
        await other.SaveAsync();
        // The form that is left has the name in its heading, too.
        await Expect(other).ToHaveURLAsync(new Regex($"/providers/{slug}(\\?|$)"));
        await other.ExpectWholePageAsync("Moved");
        Running.Fake.ForgetRequests();

        await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();

        await Expect(page.Locator("#key-form [role=alert]")).ToBeFocusedAsync();
        await Expect(page.Locator("#key-form [role=alert] li")).ToContainTextAsync("/elsewhere”, before “");
        await Expect(page.Locator("#new-key")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
        await Expect(page.Locator("#new-key-messages .error")).ToContainTextAsync("Enter the new key");
        Running.Fake.Requests.ShouldNotContain(r => r.Header("Authorization") == "Bearer sk-for-the-old-address");
    }

    [Fact]
    public async Task Insisting_stores_a_key_that_is_not_proven()
    {
        Running.Fake.Options.CustomAuth = FakeProviders.FakeAuth.Bearer;
        var page = await OpenAsync();
        await page.AddProviderAsync("custom", "Insisted", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync("/providers/insisted/key");
        await page.Locator("#new-key").FillAsync("sk-not-known-yet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();

        await page.GetByLabel("Switch although it is not proven").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch", Exact = true }).ClickAsync();

        await Expect(page.Locator("#test-panel .notice-good")).ToContainTextAsync("although it was not proven");
    }
}
