using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>A portal whose schedule has stopped says so on every page.</summary>
public sealed class UnwatchedPortalAppearanceTests(Chromium chromium, UnwatchedPortal unwatched) : AppearanceTests(chromium, unwatched), IClassFixture<UnwatchedPortal>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public Task Look(int width) => LookAtAsync(View.OfUnwatchedPortal, width);
}
