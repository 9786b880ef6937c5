using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>A saved provider's page: testing it and reviewing its models side by side.</summary>
public sealed class ProviderPageTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task A_test_leaves_the_review_and_the_history_as_they_are_and_survives_a_reload()
    {
        var page = await OpenAsync();
        var slug = await page.AddProviderAsync("custom", "Reviewed", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync($"/providers/{slug}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        var tick = page.Locator("#discovery-panel input[type=checkbox]").First;
        await tick.CheckAsync();
        var before = await page.EvaluateAsync<int>("history.length");

        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex($@"/providers/{slug}\?run="));
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await Expect(tick).ToBeCheckedAsync();
        (await page.EvaluateAsync<int>("history.length")).ShouldBe(before);
        await page.ReloadAsync();
        await page.ExpectWholePageAsync("Reviewed");
        await Expect(page.Locator("#test-panel [data-stage=Credentials]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Its_health_follows_the_test_beside_it()
    {
        var page = await OpenAsync();
        await page.GotoAsync("/providers/new?type=custom");
        await page.FillProviderAsync(null, "Followed", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.SaveAsync();

        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy", new() { Timeout = 20_000 });
        await Expect(page.Locator("#standing .badge")).ToContainTextAsync("Healthy");
        await page.ExpectWholePageAsync("Followed");
    }

    [Fact]
    public async Task On_a_phone_the_result_comes_into_view()
    {
        var page = await OpenAsync(adjust: options => options.ViewportSize = new() { Width = 390, Height = 500 });
        var slug = await page.AddProviderAsync("custom", "Small", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync($"/providers/{slug}");
        await Expect(page.Locator("#test-panel .badge")).Not.ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();

        await Expect(page.Locator("#test-panel .badge")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_session_that_ended_during_a_review_costs_no_tick_and_the_hint_goes_once_one_is_back()
    {
        var page = await OpenAsync(role: null);
        await page.GotoAsync("/sign-in");
        var email = await Running.AddPersonAsync(BuiltInRoles.Owner);
        await page.SignInAsync(email);
        var slug = await page.AddProviderAsync("custom", "Left alone", Running.Fake.CustomUrl, Running.Fake.Options.CustomKey);
        await page.GotoAsync($"/providers/{slug}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        var tick = page.Locator("#discovery-panel input[type=checkbox]").First;
        await tick.CheckAsync();
        WatchOf(page).Expect(401);
        await using (var db = await Running.Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancellation))
            await db.Sessions.Where(s => db.Users.Any(u => u.Id == s.UserId && u.Email == email)).ExecuteDeleteAsync(Cancellation);

        await page.GetByRole(AriaRole.Button, new() { Name = "Save what is ticked" }).ClickAsync();
        await Expect(page.Locator("#toasts")).ToContainTextAsync("You are signed out. What you typed is still here");
        await Expect(tick).ToBeCheckedAsync();
        var other = await page.RunAndWaitForPopupAsync(() => page.Locator("#toasts a").ClickAsync());
        await other.SignInAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Expect(page.Locator("#toasts .notice")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save what is ticked" }).ClickAsync();

        // And what is said about the saving has the focus, not the body.
        await Expect(page.GetByText("1 model added.")).ToBeVisibleAsync();
        await Expect(page.Locator("#flash .notice-good")).ToBeFocusedAsync();
    }
}
