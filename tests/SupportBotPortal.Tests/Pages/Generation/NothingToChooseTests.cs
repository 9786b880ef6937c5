using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>Before there is a model to choose, the form says what to do instead of asking for one.</summary>
public sealed class NothingToChooseTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private PortalBrowser admin = null!;

    [Fact]
    public async Task Without_a_provider_it_leads_to_adding_one()
    {
        var page = await admin.PageAsync(GenerationBench.Edit);

        page.QuerySelector("#generation-form").ShouldBeNull();
        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("There is no provider yet");
        page.QuerySelectorAll(".empty a").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("/providers/new");
    }

    [Fact]
    public async Task With_inactive_ones_only_it_leads_to_them()
    {
        await portal.AddRowAsync("Resting", "https://8.8.8.8/v1");
        await portal.InDatabaseAsync(async db =>
        {
            db.Providers.Single().IsActive = false;
            return await db.SaveChangesAsync();
        });

        var page = await admin.PageAsync(GenerationBench.Edit);

        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No provider is active");
        page.QuerySelectorAll(".empty a").Select(a => a.GetAttribute("href")).ShouldBe(["/providers", "/providers/new"]);
    }

    [Fact]
    public async Task With_an_active_one_that_has_no_model_it_says_so()
    {
        await portal.AddRowAsync("Bare", "https://8.8.8.8/v1");
        await portal.InDatabaseAsync(async db =>
        {
            var bare = db.Providers.Single();
            (bare.TypeId, bare.Models, bare.IsActive) = ("gone", [], true);
            return await db.SaveChangesAsync();
        });

        (await admin.PageAsync(GenerationBench.Edit)).QuerySelector(".empty h2")!.TextContent.ShouldBe("No active provider has a model");
    }

    [Fact]
    public async Task What_was_saved_can_be_changed_also_when_nothing_is_offered_any_more()
    {
        await portal.InDatabaseAsync(db =>
        {
            db.GenerationVersions.Add(new() { Number = 1, At = DateTime.UtcNow, By = "rosa", Settings = new() { Model = new(Guid.NewGuid(), "gone") } });
            return db.SaveChangesAsync();
        });

        (await admin.PageAsync(GenerationBench.Edit)).QuerySelector("#generation-form").ShouldNotBeNull();
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await portal.DisposeAsync();
    }
}
