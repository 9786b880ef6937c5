using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>All pages with something on them, in the dark: a class of its own runs beside the other.</summary>
public sealed class DarkSceneryAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfScenery, ColorScheme.Dark, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_health(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfHealth, ColorScheme.Dark, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_alerts(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfAlerts, ColorScheme.Dark, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_the_board(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfBoard, ColorScheme.Dark, width);
    }
}
