using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>Providers, in every state that a page of them can be in.</summary>
public sealed class ProviderAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfScenery, width);
    }
}
