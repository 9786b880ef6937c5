using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.FakeProviders;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>The whole life of a provider of each built-in type, as two admins live it.</summary>
public sealed class LifeTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    private const string NewKey = "second-key-of-the-life";

    [Theory]
    [InlineData("openai", "OpenAI")]
    [InlineData("anthropic", "Anthropic")]
    [InlineData("google", "Google")]
    [InlineData("custom", "Custom")]
    public async Task From_discovery_to_undoing_its_deletion(string type, string display)
    {
        var (name, slug) = ($"Life of {display}", $"life-of-{type}");
        Running.Fake.StartOver();
        Running.Fake.Models = ["first-model", "second-model", "third-model"];
        var page = await OpenAsync();
        WatchOf(page).Expect(409);

        await DiscoverTestAndSaveAsync(page, type, name);
        await ReviewAsync(page, slug);
        await ReplaceKeyAsync(page, type, slug);
        await EditTogetherAsync(page, name, slug);
        await DuplicateAsync(page, name, slug);
        await MakeDefaultAsync(page, slug, $"{slug}-copy");
        await DeleteAndUndoAsync(page, name, slug);
    }

    private async Task DiscoverTestAndSaveAsync(IPage page, string type, string name)
    {
        await page.GotoAsync("/providers/new?type=" + type);
        await page.FillProviderAsync(null, name, Running.Fake.Url(type), KeyOf(type));
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await Expect(page.Locator("#discovery-panel")).ToContainTextAsync("3 found");
        await page.Locator("#discovery-panel").GetByLabel("first-model").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await page.SaveAsync();
        await page.ExpectWholePageAsync(name);
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync(["first-model"]);
    }

    /// <summary>What came and went is shown; only what is ticked changes.</summary>
    private async Task ReviewAsync(IPage page, string slug)
    {
        Running.Fake.Models = ["second-model", "third-model", "fourth-model"];
        var panel = page.Locator("#discovery-panel");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("1 new since the last review, 1 vanished");
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync(["first-model"]);
        await panel.GetByLabel("fourth-model").CheckAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save what is ticked" }).ClickAsync();
        await Expect(page.GetByText("1 model added.")).ToBeVisibleAsync();
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync(["first-model", "fourth-model"]);
        page.Url.ShouldEndWith($"/providers/{slug}");
    }

    private async Task ReplaceKeyAsync(IPage page, string type, string slug)
    {
        SetKey(type, NewKey);
        await page.GotoAsync($"/providers/{slug}/key");
        await page.Locator("#new-key").FillAsync(NewKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and switch" }).ClickAsync();
        await Expect(page.Locator("#test-panel .notice-good")).ToContainTextAsync("in use from now on");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the provider" }).ClickAsync();
    }

    /// <summary>The second to save sees both values, takes over what concerns only the other one, and loses nothing.</summary>
    private static async Task EditTogetherAsync(IPage page, string name, string slug)
    {
        var other = await page.Context.NewPageAsync();
        await page.GotoAsync($"/providers/{slug}/edit");
        await other.GotoAsync($"/providers/{slug}/edit");
        await other.GetByLabel("Notes").FillAsync("Notes of the first");
        await other.GetByLabel("Environment").SelectOptionAsync("Staging");
        await other.SaveAsync();
        await other.ExpectWholePageAsync(name);

        await page.GetByLabel("Notes").FillAsync("Notes of the second");
        await page.SaveAsync();
        await Expect(page.Locator(".conflict")).ToContainTextAsync("nothing is lost");
        await Expect(page.Locator(".sides-by-side .pre")).ToHaveTextAsync(["Notes of the first", "Notes of the second"]);
        await Expect(page.GetByLabel("Notes")).ToHaveValueAsync("Notes of the second");
        await Expect(page.GetByLabel("Environment")).ToHaveValueAsync("Staging");
        await page.SaveAsync();
        await page.ExpectWholePageAsync(name);
        await Expect(page.Locator(".facts")).ToContainTextAsync("Notes of the second");
        await other.CloseAsync();
    }

    private static async Task DuplicateAsync(IPage page, string name, string slug)
    {
        await page.GotoAsync($"/providers/{slug}/duplicate");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync($"{name} (copy)");
        await Expect(page.Locator("#api-key")).ToHaveValueAsync("");
        await page.Locator("#api-key").FillAsync(NewKey);
        await page.SaveAsync();
        await page.ExpectWholePageAsync($"{name} (copy)");
        await Expect(page.Locator(".page-head")).ToContainTextAsync("inactive");
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync(["first-model", "fourth-model"]);
    }

    private static async Task MakeDefaultAsync(IPage page, string slug, string copy)
    {
        foreach (var one in (string[])[copy, slug])
        {
            await page.GotoAsync($"/providers/{one}");
            await page.Locator("summary[aria-label^=More]").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Make default" }).ClickAsync();
            await Expect(page.Locator("h1 .tag")).ToHaveTextAsync("default");
        }

        await page.GotoAsync($"/providers/{copy}");
        await Expect(page.Locator("h1 .tag")).ToHaveCountAsync(0);
    }

    private static async Task DeleteAndUndoAsync(IPage page, string name, string slug)
    {
        await page.GotoAsync($"/providers/{slug}/delete");
        await Expect(page.Locator(".dependents")).ToContainTextAsync("default");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete provider" }).ClickAsync();
        await Expect(page.Locator($"#provider-{slug}")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.ExpectWholePageAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
    }

    private string KeyOf(string type) => type switch
    {
        "openai" => Running.Fake.Options.OpenAiKey,
        "anthropic" => Running.Fake.Options.AnthropicKey,
        "google" => Running.Fake.Options.GoogleKey,
        _ => Running.Fake.Options.CustomKey,
    };

    private void SetKey(string type, string key)
    {
        switch (type)
        {
            case "openai":
                Running.Fake.Options.OpenAiKey = key;
                break;
            case "anthropic":
                Running.Fake.Options.AnthropicKey = key;
                break;
            case "google":
                Running.Fake.Options.GoogleKey = key;
                break;
            default:
                (Running.Fake.Options.CustomKey, Running.Fake.Options.CustomAuth) = (key, FakeAuth.Bearer);
                break;
        }
    }
}
