using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>A locked portal says on every page that it is, and what to do.</summary>
public sealed class LockedPortalAppearanceTests(Chromium chromium, LockedPortal locked) : AppearanceTests(chromium, locked), IClassFixture<LockedPortal>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Dark, 375)]
    public Task Look(ColorScheme scheme, int width) => LookAtAsync(View.OfLockedPortal, scheme, width);
}
