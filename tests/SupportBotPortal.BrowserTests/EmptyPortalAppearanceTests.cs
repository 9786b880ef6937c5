using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>The first pages anybody sees.</summary>
public sealed class EmptyPortalAppearanceTests(Chromium chromium, RunningPortal running) : AppearanceTests(chromium, running), IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public Task Look(int width) => LookAtAsync(View.OfEmptyPortal, width);
}
