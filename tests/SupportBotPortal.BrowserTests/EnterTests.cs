using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>What Enter does in the form of model and generation: it narrows a list or saves, and never asks a model, which costs something.</summary>
public sealed class EnterTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    /// <summary>A provider of its own: versions are never deleted, so that each test finds those of the others.</summary>
    private readonly string shop = "Shop " + Guid.NewGuid().ToString("N")[..6];

    private string Slug => shop.ToLowerInvariant().Replace(' ', '-');

    [Fact]
    public async Task In_a_search_field_it_only_narrows_the_list()
    {
        var page = await OpenFormAsync();
        var before = await VersionsAsync();
        await page.GetByLabel("System prompt").FillAsync("A draft that must not be lost.");

        var search = page.GetByLabel("Search provider or model");
        await search.FillAsync($"{shop} large");
        await search.PressAsync("Enter");
        await Expect(page.Locator("#models [role=status]")).ToHaveTextAsync("1 model");
        await page.GetByText("Let bots ask for a model by its name").ClickAsync();
        var filter = page.GetByLabel("Search in the list");
        await filter.FillAsync($"{shop}] fake-small");
        await filter.PressAsync("Enter");

        await Expect(page.Locator("[aria-label='Models that bots may ask for'] .pick:visible")).ToHaveCountAsync(1);
        await Expect(page.GetByLabel("System prompt")).ToHaveValueAsync("A draft that must not be lost.");
        page.Url.ShouldEndWith("/generation/edit");
        (await VersionsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task In_any_other_field_it_saves_and_asks_no_model()
    {
        var page = await OpenFormAsync();
        await page.Locator($"#models input[value='{Slug}/fake-small']").CheckAsync();
        await page.Locator("#trial-message").FillAsync("Where is my order?");

        await page.GetByLabel("Why").PressAsync("Enter");

        await Expect(page.Locator("#flash")).ToContainTextAsync($"is in production: bots get their next answer from [{shop}] fake-small.");
        Running.Fake.Requests.ShouldNotContain(r => r.Endpoint == FakeProviders.FakeEndpoint.Chat);
    }

    [Fact]
    public async Task In_the_name_of_an_example_it_saves_the_example_and_then_it_can_be_replayed()
    {
        var page = await OpenFormAsync();
        await page.Locator($"#models input[value='{Slug}/fake-small']").CheckAsync();
        await page.Locator("#trial-message").FillAsync("Where is my order?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try", Exact = true }).ClickAsync();
        await page.GetByText("Save this answer as an example").ClickAsync();
        var (name, before) = (page.Locator("#keep-name"), await VersionsAsync());
        await name.FillAsync($"Order of {shop}");

        await name.PressAsync("Enter");

        await Expect(page.Locator("#after-trial")).ToContainTextAsync($"Saved as the example “Order of {shop}”.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Replay 1 example" })).ToBeVisibleAsync();
        (await VersionsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Who_deactivates_the_provider_in_production_from_the_list_reads_what_it_means_at_once()
    {
        var page = await OpenFormAsync();
        await page.Locator($"#models input[value='{Slug}/fake-small']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and use" }).ClickAsync();
        await Expect(page.Locator("#flash")).ToContainTextAsync("is in production");
        await page.GotoAsync("/providers");
        await page.Locator($"#provider-{Slug} summary").ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();

        await Expect(page.Locator("#flash .notice-attention")).ToContainTextAsync("Its model fake-small is the one in production. It has no fallback: bots get no answer.");
        await Expect(page.Locator($"#provider-{Slug}")).ToContainTextAsync("Inactive");
    }

    private async Task<IPage> OpenFormAsync()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, shop, Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.Locator("#models").FillAsync("fake-small\nfake-large");
        await page.SaveAsync();
        await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Running.Fake.ForgetRequests();
        await page.GotoAsync("/generation/edit");
        return page;
    }

    private async Task<int> VersionsAsync()
    {
        await using var db = await DatabaseAsync();
        return await db.GenerationVersions.CountAsync(Cancellation);
    }

    private Task<PortalDbContext> DatabaseAsync() => Running.Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancellation);
}
