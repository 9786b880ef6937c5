using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>What an identity provider adds to the pages, and what is said when it comes to nothing.</summary>
public sealed class OidcAppearanceTests(Chromium chromium, PortalWithProvider running) : AppearanceTests(chromium, running), IClassFixture<PortalWithProvider>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public Task Look_at_what_a_provider_adds(int width) => LookAtAsync(View.OfProvider, width);
}
