using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>Searching a long list while typing, and acting on many of its rows.</summary>
public sealed class BulkTests(Chromium chromium, BulkTests.LongList running) : BrowserTest(chromium, running), IClassFixture<BulkTests.LongList>
{
    [Fact]
    public async Task The_list_follows_the_typing_and_the_back_button_and_a_reload_show_what_was()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers?sort=-name");
        var rows = page.Locator("table.providers tbody tr");
        await Expect(rows).ToHaveCountAsync(50);

        await page.Locator("#q").PressSequentiallyAsync("row-11");
        await Expect(rows).ToHaveCountAsync(10);
        await Expect(page).ToHaveURLAsync(Running.Url + "/providers?q=row-11&sort=-name");
        await Expect(page.Locator("#q")).ToBeFocusedAsync();
        await page.GetByLabel("Environment").SelectOptionAsync("staging");
        await Expect(rows).ToHaveCountAsync(5);
        await Expect(page).ToHaveURLAsync(new Regex("environment=staging"));

        await page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(5);
        await Expect(page.Locator("#q")).ToHaveValueAsync("row-11");
        await page.GoBackAsync();
        await page.ExpectWholePageAsync("LLM providers");
        await Expect(rows).ToHaveCountAsync(10);
        await Expect(page.GetByLabel("Environment")).ToHaveValueAsync("");
        await page.GoForwardAsync();
        await Expect(rows).ToHaveCountAsync(5);

        await page.Locator("#q").FillAsync("nothing like this");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No provider matches" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Clear all filters" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Link, new() { Name = "Last", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Many_are_tested_with_progress_that_survives_a_reload_and_can_be_cancelled()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers?q=row-12");
        var gate = Gate.Before(Running.Fake, () => "");
        await Expect(page.Locator(".bulk-acts")).ToBeHiddenAsync();
        await page.GetByLabel("This page").CheckAsync();
        await Expect(page.Locator("#ticked")).ToHaveTextAsync("10 selected");
        await page.GetByLabel("Select Row 121", new() { Exact = true }).UncheckAsync();
        await Expect(page.Locator("#ticked")).ToHaveTextAsync("9 selected");

        await page.GetByRole(AriaRole.Button, new() { Name = "Test selected" }).ClickAsync();
        await gate.Reached;
        await Expect(page.Locator("#bulk")).ToContainTextAsync("Testing 9 providers");
        await page.ReloadAsync();
        await Expect(page.Locator("#bulk")).ToContainTextAsync("0 of 9 done");
        await page.Locator("#bulk").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator("#bulk")).ToContainTextAsync("Cancelled. 0 passed · 9 not reached");
        gate.Open();
        Running.Fake.Handler = null;

        await page.GetByLabel("This page").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate selected" }).ClickAsync();
        await Expect(page.Locator("#bulk")).ToContainTextAsync("Deactivated 10 providers");
        // The rows are loaded again by themselves.
        await Expect(page.Locator("table.providers tbody tr.off")).ToHaveCountAsync(10);
        await page.Locator("#bulk").GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(page.Locator("#bulk")).ToBeEmptyAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#bulk")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Without_a_script_rows_are_ticked_tested_and_deleted()
    {
        var page = await OpenAsync(adjust: options => options.JavaScriptEnabled = false);
        await page.GotoAsync("/providers");
        await page.Locator("#q").FillAsync("row-13");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.Locator("table.providers tbody tr")).ToHaveCountAsync(10);
        await Expect(page.GetByLabel("This page")).ToBeHiddenAsync();
        await page.GetByLabel("Select Row 130").CheckAsync();
        await page.GetByLabel("Select Row 131").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete… selected" }).ClickAsync();
        await page.ExpectWholePageAsync("Delete 2 providers?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete 2 providers" }).ClickAsync();
        await page.ExpectWholePageAsync("LLM providers");
        for (var tries = 0; tries < 20 && await page.Locator("#bulk[aria-busy]").CountAsync() > 0; tries++) await page.ReloadAsync();
        await Expect(page.Locator("#bulk")).ToContainTextAsync("Deleted 2 providers");
        await Expect(page.Locator("table.providers tbody tr")).ToHaveCountAsync(8);
    }

    /// <summary>A portal with many rows, which need no key.</summary>
    public sealed class LongList : RunningPortal
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await using var db = await Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            db.Providers.AddRange(Enumerable.Range(1, 160).Select(number => new Provider
            {
                Id = Guid.NewGuid(),
                Name = $"Row {number:000}",
                NormalizedName = $"ROW {number:000}",
                Slug = $"row-{number:000}",
                TypeId = "custom",
                BaseUrl = Fake.CustomUrl.AbsoluteUri.Replace("/v1", "/none/v1", StringComparison.Ordinal),
                AuthScheme = "none",
                IsActive = true,
                Environment = number % 2 == 0 ? ProviderEnvironment.Staging : ProviderEnvironment.Production,
                Version = 1,
            }));
            await db.SaveChangesAsync();
        }
    }
}
