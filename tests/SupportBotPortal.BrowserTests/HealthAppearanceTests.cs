using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>How providers are doing, and who is told of it. A class with a portal of its own, so that it runs beside the pages of providers.</summary>
public sealed class HealthAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_health(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfHealth, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_reports(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfReports, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_alerts(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfAlerts, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_the_board(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfBoard, width);
    }
}
