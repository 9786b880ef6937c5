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
    public async Task A_slow_click_on_a_link_does_not_search_again_and_take_the_link_away_before_the_button_is_up()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers?sort=-name");
        await page.Locator("#q").FillAsync("nothing like this");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No provider matches" })).ToBeVisibleAsync();
        // The answer would put another list, with another link, in the place of the one that is pressed.
        await page.EvaluateAsync("document.addEventListener('htmx:beforeRequest', () => document.title = 'asked again')");

        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Clear all filters" }).BoundingBoxAsync();
        await page.Mouse.MoveAsync(link!.X + (link.Width / 2), link.Y + (link.Height / 2));
        await page.Mouse.DownAsync();
        await Expect(page.Locator("#q")).Not.ToBeFocusedAsync();
        await Expect(page).Not.ToHaveTitleAsync("asked again");
        await page.Mouse.UpAsync();

        await Expect(page.Locator("table.providers tbody tr")).ToHaveCountAsync(50);
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
        await Expect(page.Locator("#bulk")).ToContainTextAsync("Cancelled. 0 healthy · 9 not reached");
        gate.Open();
        Running.Fake.Handler = null;

        await page.GetByLabel("This page").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate selected" }).ClickAsync();
        // Half of them are in production.
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate 10 providers" }).ClickAsync();
        await Expect(page.Locator("#bulk")).ToContainTextAsync("Deactivated 10 providers");
        // The rows are loaded again by themselves.
        await Expect(page.Locator("table.providers tbody tr.off")).ToHaveCountAsync(10);
        await page.Locator("#bulk").GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(page.Locator("#bulk")).ToBeEmptyAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#bulk")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task What_was_deactivated_is_activated_again_by_keyboard_alone_and_the_head_follows()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers?q=row-14");
        var (panel, summary) = (page.Locator("#bulk"), page.Locator("#list-summary"));
        var before = await summary.InnerTextAsync();
        await page.GetByLabel("Select Row 140").CheckAsync();
        await page.GetByLabel("Select Row 142").CheckAsync();

        await page.Locator("#bulk-deactivate").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(panel).ToContainTextAsync("Deactivated 2 providers");
        await Expect(page.Locator("table.providers tbody tr.off")).ToHaveCountAsync(2);
        await Expect(panel).ToBeFocusedAsync();
        await Expect(summary).Not.ToHaveTextAsync(before);

        await page.Keyboard.PressAsync("Tab");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(panel).ToContainTextAsync("Activated 2 providers");
        await Expect(page.Locator("table.providers tbody tr.off")).ToHaveCountAsync(0);
        await Expect(panel).ToBeFocusedAsync();
        await Expect(summary).ToHaveTextAsync(before);

        await panel.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(panel).ToBeEmptyAsync();
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_question_that_is_answered_with_no_leaves_the_ticks_and_leads_back_to_its_button()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers?q=row-15");
        await page.GetByLabel("Select Row 151").CheckAsync();
        await page.GetByLabel("Select Row 153").CheckAsync();

        await page.Locator("#bulk-delete").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Delete 2 providers?" })).ToBeVisibleAsync();
        await Expect(page.Locator("#bulk")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Keep them" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#bulk")).ToBeEmptyAsync();
        await Expect(page.GetByLabel("Select Row 151")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Select Row 153")).ToBeCheckedAsync();
        await Expect(page.Locator("#bulk-delete")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Cancelling_by_keyboard_leaves_the_keyboard_where_the_end_is_dismissed()
    {
        var page = await OpenAsync(Core.Access.BuiltInRoles.Owner);
        await page.GotoAsync("/providers?q=row-10");
        var gate = Gate.Before(Running.Fake, () => "");
        await page.GetByLabel("This page").CheckAsync();
        await page.Locator("#bulk-test").ClickAsync();
        await gate.Reached;

        await page.Locator("#bulk-end").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#bulk")).ToContainTextAsync("Cancelled.");
        await Expect(page.Locator("#bulk-end")).ToHaveTextAsync("Dismiss");
        await Expect(page.Locator("#bulk-end")).ToBeFocusedAsync();
        gate.Open();
        Running.Fake.Handler = null;
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
