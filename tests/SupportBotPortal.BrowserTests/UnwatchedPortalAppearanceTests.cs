using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>A portal whose schedule has stopped says so on every page.</summary>
public sealed class UnwatchedPortalAppearanceTests(Chromium chromium, UnwatchedPortal unwatched) : AppearanceTests(chromium, unwatched), IClassFixture<UnwatchedPortal>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Light, 375)]
    [InlineData(ColorScheme.Dark, 1360)]
    [InlineData(ColorScheme.Dark, 375)]
    public Task Look(ColorScheme scheme, int width) => LookAtAsync(View.OfUnwatchedPortal, scheme, width);
}
