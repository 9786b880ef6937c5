using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>What one does from a row of the list.</summary>
public sealed class ListTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task A_test_from_the_row_streams_its_result_into_the_row()
    {
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", "Row test", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync("/providers");
        var row = page.Locator("#provider-" + slug);
        var rows = await page.Locator("table.providers tbody tr").CountAsync();
        var gate = Gate.Before(Running.Fake, () => "another key by now");
        await row.GetByRole(AriaRole.Button, new() { Name = "Test Row test" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Testing…");
        await gate.Reached;
        // A list that is loaded again follows the same test, and so does the provider's own page.
        await page.ReloadAsync();
        await Expect(row).ToContainTextAsync("Testing…");
        await page.GotoAsync("/providers/" + slug);
        await Expect(page.Locator("#test-panel [data-stage=Credentials]")).ToContainTextAsync("under way");
        await page.GotoAsync("/providers");
        gate.Open();
        await Expect(row).ToContainTextAsync("Down · Credentials");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Test Row test" })).ToBeEnabledAsync();

        // The row that came by stream works as the one before.
        Running.Fake.Handler = null;
        await row.GetByRole(AriaRole.Button, new() { Name = "Test Row test" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Healthy");
        await Expect(page.Locator("table.providers tbody tr")).ToHaveCountAsync(rows);
    }

    [Theory]
    [InlineData(200, "event: done\ndata:\n\n")]
    [InlineData(403, "")]
    [InlineData(204, "")]
    public async Task A_stream_that_brings_no_result_says_so_and_is_asked_for_once(int status, string body)
    {
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", $"Lost {status}", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        var asked = 0;
        await page.RouteAsync("**/runs/*", route =>
        {
            asked++;
            return route.FulfillAsync(new() { Status = status, ContentType = status == 200 ? "text/event-stream" : null, Body = body });
        });
        if (status == 403) WatchOf(page).Expect(403);
        if (status != 200) WatchOf(page).ExpectRefusedStream();
        await page.GotoAsync("/providers");
        var row = page.Locator("#provider-" + slug);

        await row.GetByRole(AriaRole.Button, new() { Name = $"Test Lost {status}" }).ClickAsync();

        await Expect(row).ToContainTextAsync("This was not followed to its end. Load the page again.");
        await Expect(row.Locator("[sse-connect]")).ToHaveCountAsync(status == 200 ? 1 : 0);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task The_row_menu_works_by_keyboard_and_activates_and_deactivates()
    {
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", "Menu", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync("/providers");
        var row = page.Locator("#provider-" + slug);
        var menu = row.Locator("details.more");
        var summary = menu.Locator("summary");

        await row.GetByRole(AriaRole.Button, new() { Name = "Test Menu" }).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(summary).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(menu).ToHaveAttributeAsync("open", "");
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).Not.ToHaveAttributeAsync("open", "");
        await Expect(summary).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Edit" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(menu.GetByRole(AriaRole.Button, new() { Name = "Deactivate" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(row).ToContainTextAsync("Inactive");
        await Expect(row.Locator("summary")).ToBeFocusedAsync();

        await row.Locator("summary").ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Activate" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Healthy");
        await Expect(page).ToHaveURLAsync(Running.Url + "/providers");
    }

    [Fact]
    public async Task Making_a_default_by_keyboard_keeps_the_place_and_says_so()
    {
        var page = await OpenAsync();
        // The first provider of a portal is the default one by itself.
        await page.AddProviderAsync("custom", "Default before", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        var slug = await page.AddProviderAsync("custom", "Preselected", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync("/providers");
        var row = page.Locator("#provider-" + slug);
        await page.EvaluateAsync("() => { window.isTheSamePage = true; }");

        await row.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await row.GetByRole(AriaRole.Button, new() { Name = "Make default" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(row.Locator(".tag")).ToHaveTextAsync("default");
        await Expect(page.Locator("#flash")).ToContainTextAsync("“Preselected” is the default provider now.");
        await Expect(row.Locator("summary")).ToBeFocusedAsync();
        (await page.EvaluateAsync<bool>("() => window.isTheSamePage === true")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_row_changes_is_counted_above_the_list_at_once()
    {
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", "Counted", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync("/providers");
        var row = page.Locator("#provider-" + slug);
        var before = await page.Locator("#list-summary").InnerTextAsync();
        var inactive = page.Locator("#facets a[href$='state=inactive'] .count");
        var count = await inactive.CountAsync() == 0 ? 0 : int.Parse(await inactive.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

        await row.Locator("summary").ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();

        await Expect(page.Locator("#list-summary")).Not.ToHaveTextAsync(before);
        await Expect(inactive).ToHaveTextAsync((count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_act_that_is_not_allowed_any_more_is_said_in_a_toast()
    {
        var owner = await OpenAsync();
        var slug = await owner.AddProviderAsync("custom", "Not yours", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        var page = await OpenAsync(BuiltInRoles.Operator);
        await page.GotoAsync("/providers");
        WatchOf(page).Expect(403);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add provider" })).ToHaveCountAsync(0);

        // The page still shows the button; the right has gone since.
        await using (var scope = Running.Portal.Services.CreateAsyncScope())
        {
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<PortalRole>>();
            var role = await roles.FindByNameAsync(BuiltInRoles.Operator);
            var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            await db.Set<RolePermission>().Where(p => p.RoleId == role!.Id && p.Permission == ProviderPermissions.Test).ExecuteDeleteAsync(Cancellation);
        }

        await page.Locator("#provider-" + slug).GetByRole(AriaRole.Button, new() { Name = "Test Not yours" }).ClickAsync();

        await Expect(page.Locator("#toasts")).ToContainTextAsync("You may not do this");
        await Expect(page.Locator("#provider-" + slug)).ToContainTextAsync("Not yours");
    }
}
