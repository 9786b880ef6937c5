using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>A screen on a wall: read from three metres, and right for weeks.</summary>
public sealed class StatusBoardTests(Chromium chromium, WallPortal wall) : BrowserTest(chromium, wall), IClassFixture<WallPortal>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");

    [Fact]
    public async Task A_provider_that_goes_down_is_on_the_wall_without_a_reload()
    {
        await wall.PutAsync(healthy: 3);
        var page = await OpenAsync(BuiltInRoles.Viewer);
        await page.GotoAsync("/board");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("All 3 are healthy");
        await page.EvaluateAsync("() => { window.sameDocument = true; }");

        await wall.TurnAsync("provider-1", HealthState.Down);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("1 down");
        await Expect(page.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("OpenAI staging");
        await Expect(page.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Down");
        await Expect(page).ToHaveTitleAsync("1 down · SupportBot Portal");
        await Expect(page.Locator("#wall-said")).ToHaveTextAsync("1 down");
        (await page.EvaluateAsync<bool>("() => window.sameDocument === true")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_screen_whose_link_is_revoked_says_so_within_seconds()
    {
        await wall.PutAsync(healthy: 2);
        var link = await wall.LinkAsync("Kitchen");
        var page = await OpenAsync(role: null);
        WatchOf(page).Expect(404);
        await page.GotoAsync($"/board/{link.Token}?theme=dark");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("All 2 are healthy");
        await Expect(page.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);

        await wall.RevokeAsync(link.Id);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link does not open the status board", new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task A_screen_that_hears_nothing_says_since_when_and_goes_on_when_it_hears_again()
    {
        await wall.PutAsync(healthy: 2);
        var page = await OpenAsync(BuiltInRoles.Viewer);
        await page.Clock.InstallAsync();
        var held = new TaskCompletionSource<IRoute>();
        await page.RouteAsync("**/board/stream", route => held.TrySetResult(route));
        await page.GotoAsync("/board");
        var stream = await held.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        await Expect(page.Locator("#wall-lost")).ToBeHiddenAsync();

        await page.Clock.FastForwardAsync(14_000);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not updated since");
        await stream.ContinueAsync();
        await Expect(page.Locator("#wall-lost")).ToBeHiddenAsync();
    }

    /// <summary>However many there are, a wall is not scrolled, and what it says is not small.</summary>
    [Theory]
    [InlineData("none", 0, 0, 0, 0, 0, "No active providers")]
    [InlineData("one", 1, 0, 0, 0, 1, "The provider is healthy")]
    [InlineData("five", 4, 1, 0, 0, 5, "1 down")]
    [InlineData("twelve", 12, 0, 0, 0, 12, "All 12 are healthy")]
    [InlineData("forty", 36, 1, 2, 1, 40, "1 down, 2 need attention")]
    [InlineData("sixty", 60, 0, 0, 0, 60, "All 60 are healthy")]
    [InlineData("sixty-in-trouble", 51, 3, 4, 2, 60, "3 down, 4 need attention")]
    [InlineData("two-hundred", 200, 0, 0, 0, 0, "All 200 are healthy")]
    [InlineData("two-hundred-in-trouble", 193, 3, 4, 0, 7, "3 down, 4 need attention")]
    [InlineData("two-hundred-in-great-trouble", 80, 90, 30, 0, 60, "90 down, 30 need attention")]
    public async Task A_wall_of_full_hd_shows_all_there_is_without_scrolling(string name, int healthy, int down, int slow, int untested, int tiles, string headline)
    {
        await wall.PutAsync(healthy, down, slow, untested);
        var page = await OpenAsync(BuiltInRoles.Viewer, o => o.ViewportSize = new() { Width = 1920, Height = 1080 });
        await page.GotoAsync("/board");
        // What is a second old at most may still be of what was there before.
        await Expect(page.Locator(".wall-tile")).ToHaveCountAsync(tiles);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(headline);

        (await page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollHeight, document.body.scrollHeight)")).ShouldBeLessThanOrEqualTo(1080);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(1920);
        (await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.wall-tile')].filter(t => t.scrollHeight > t.clientHeight + 1).map(t => t.textContent.trim().replace(/\\s+/g, ' '))")).ShouldBeEmpty("cut off");
        // On a screen of 55 inches that is 11 mm: what is recommended for three metres.
        (await page.EvaluateAsync<double>("() => Math.min(99, ...[...document.querySelectorAll('.wall-tile h2, .wall-tile .wall-state')].map(e => parseFloat(getComputedStyle(e).fontSize)))")).ShouldBeGreaterThanOrEqualTo(18);
        if (Pictures is null) return;
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"wall-{name}-{scheme.ToString().ToLowerInvariant()}-1920.png"), Caret = ScreenshotCaret.Initial, Animations = ScreenshotAnimations.Allow });
        }
    }
}
