using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>A locked portal says on every page that it is, and what to do.</summary>
public sealed class LockedPortalAppearanceTests(Chromium chromium, LockedPortal locked) : AppearanceTests(chromium, locked), IClassFixture<LockedPortal>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public Task Look(int width) => LookAtAsync(View.OfLockedPortal, width);
}
