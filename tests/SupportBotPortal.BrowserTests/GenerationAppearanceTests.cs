using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>The model in production, in every state that a page of it can be in.</summary>
public sealed class GenerationAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_generation(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfGeneration, width);
    }
}
