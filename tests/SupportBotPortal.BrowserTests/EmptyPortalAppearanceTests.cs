using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>The first pages anybody sees.</summary>
public sealed class EmptyPortalAppearanceTests(Chromium chromium, RunningPortal running) : AppearanceTests(chromium, running), IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Light, 375)]
    [InlineData(ColorScheme.Dark, 1360)]
    [InlineData(ColorScheme.Dark, 375)]
    public Task Look(ColorScheme scheme, int width) => LookAtAsync(View.OfEmptyPortal, scheme, width);
}
