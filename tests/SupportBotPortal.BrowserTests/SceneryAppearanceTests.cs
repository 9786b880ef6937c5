using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>All pages with something on them.</summary>
public sealed class SceneryAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Light, 375)]
    [InlineData(ColorScheme.Dark, 1360)]
    [InlineData(ColorScheme.Dark, 375)]
    public async Task Look(ColorScheme scheme, int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfScenery, scheme, width);
    }
}
