using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>The page of a provider's tests by schedule, while one types.</summary>
public sealed class CheckPlanTests(Chromium chromium, RunningPortal running) : BrowserTest(chromium, running), IClassFixture<RunningPortal>
{
    [Fact]
    public async Task A_choice_brings_its_fields_and_the_preview_follows_what_is_typed()
    {
        var page = await OpenPlanAsync("Followed");
        var preview = page.Locator("#checks-preview");
        await Expect(preview).ToContainTextAsync("8,640 tests in 30 days");
        await Expect(page.Locator("#cron")).ToBeHiddenAsync();

        await page.GetByLabel("By a cron expression").CheckAsync();
        await Expect(preview).ToContainTextAsync("Nothing yet. Enter a cron expression");
        await page.Locator("#cron").FillAsync("0 8 * * *");
        await page.Locator("#time-zone").FillAsync("Asia/Tokyo");

        await Expect(preview).ToContainTextAsync("next, in Asia/Tokyo");
        await Expect(preview.Locator("time").First).ToContainTextAsync("08:00:00");
        await Expect(page.Locator("#every")).ToBeHiddenAsync();
        await page.GetByLabel("Now and then, let a model answer").CheckAsync();
        await Expect(preview).ToContainTextAsync("30 tests in 30 days, each of which costs a call.");
    }

    [Fact]
    public async Task What_is_refused_comes_back_as_typed_and_is_followed_on()
    {
        var page = await OpenPlanAsync("Refused");
        await page.GetByLabel("At an interval of its own").CheckAsync();
        await page.Locator("#every").FillAsync("10");
        await page.GetByLabel("Unit of the interval").SelectOptionAsync("Seconds");

        await page.SavePlanAsync();

        await Expect(page.Locator("#every-help .error")).ToContainTextAsync("The shortest interval is 30 seconds");
        await Expect(page.Locator("#every")).ToHaveValueAsync("10");
        await page.Locator("#every").FillAsync("60");
        await Expect(page.Locator("#checks-preview")).ToContainTextAsync("43,200 tests in 30 days");
        await page.SavePlanAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/providers/refused$"));
        await Expect(page.Locator("#checks")).ToContainTextAsync("Every minute");
    }

    [Fact]
    public async Task Somebody_who_was_signed_out_meanwhile_keeps_what_was_typed()
    {
        var page = await OpenPlanAsync("Signed out");
        WatchOf(page).Expect(401);
        await page.Context.ClearCookiesAsync();

        await page.GetByLabel("By a cron expression").CheckAsync();
        await page.Locator("#cron").FillAsync("0 8 * * *");

        await Expect(page.Locator("#toasts")).ToContainTextAsync("You are signed out.");
        await Expect(page.Locator("#cron")).ToHaveValueAsync("0 8 * * *");
        await Expect(page).ToHaveURLAsync(new Regex("/checks$"));
    }

    [Fact]
    public async Task Without_script_a_plan_is_made_all_the_same()
    {
        await AddAsync("Scriptless");
        var page = await OpenAsync(BuiltInRoles.Admin, options => options.JavaScriptEnabled = false);
        await page.GotoAsync("/providers/scriptless");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the tests" }).ClickAsync();
        await page.ExpectWholePageAsync("Tests of Scriptless");

        await page.GetByLabel("At an interval of its own").CheckAsync();
        await page.Locator("#every").FillAsync("2");
        await page.GetByLabel("Unit of the interval").SelectOptionAsync("Hours");
        await page.SavePlanAsync();

        await page.ExpectWholePageAsync("Scriptless");
        await Expect(page.Locator("#checks")).ToContainTextAsync("Every 2 hours");
    }

    private async Task<IPage> OpenPlanAsync(string name)
    {
        await AddAsync(name);
        var page = await OpenAsync();
        await page.GotoAsync($"/providers/{name.ToLowerInvariant().Replace(' ', '-')}/checks");
        return page;
    }

    private async Task AddAsync(string name)
    {
        await using var db = await Running.Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancellation);
        db.Providers.Add(new Provider
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            Slug = name.ToLowerInvariant().Replace(' ', '-'),
            TypeId = "custom",
            BaseUrl = Running.Fake.CustomUrl.AbsoluteUri,
            AuthScheme = "none",
            IsActive = true,
            Version = 1,
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
