using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>What bots used, in every state that the page can be in.</summary>
public sealed class UsageAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_usage(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfUsage, width);
    }
}
