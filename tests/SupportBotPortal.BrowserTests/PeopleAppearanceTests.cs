using SupportBotPortal.BrowserTests.Harness;

namespace SupportBotPortal.BrowserTests;

/// <summary>Who may do what, in every state that the pages can be in.</summary>
public sealed class PeopleAppearanceTests(Chromium chromium, Scenery scenery) : AppearanceTests(chromium, scenery), IClassFixture<Scenery>
{
    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_roles(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfRoles, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_people(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfPeople, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_ones_own_account(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfAccount, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_the_audit_log(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfAudit, width);
    }

    [Theory]
    [InlineData(1360)]
    [InlineData(375)]
    public async Task Look_at_api_tokens(int width)
    {
        await scenery.FurnishAsync();
        await LookAtAsync(View.OfAutomation, width);
    }
}
