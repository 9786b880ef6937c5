using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>Two people change the settings at the same time.</summary>
public sealed class GenerationConflictTests : IAsyncLifetime
{
    private readonly GenerationBench bench = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_both_changed_stands_side_by_side_and_nothing_is_saved_or_lost(bool htmx)
    {
        await bench.SaveAsync(("Model", "main/large"), ("Temperature", "0.2"));
        var mine = await GenerationBench.FormAsync(bench.Admin, ("Temperature", "0.4"), ("SystemPrompt", "Mine."));
        await SaveTheirsAsync(("Temperature", "0.9"), ("Fallbacks", "spare/other"));

        var refused = await bench.Admin.SendAsync(GenerationBench.Edit, mine, htmx);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelectorAll(".sides-by-side tbody tr").Select(row => row.QuerySelector("th")!.TextContent + ": " + string.Join(" / ", row.QuerySelectorAll(".pre").Select(c => c.TextContent))).ShouldBe(["Temperature: 0.9 / 0.4"]);
        refused.Text(".conflict").ShouldContain("since you had not changed it: Fallbacks.");
        (await bench.VersionsAsync()).Count.ShouldBe(2);

        (await bench.Admin.SendAsync(GenerationBench.Edit, GenerationBench.FieldsOf(refused))).Status.ShouldBe(HttpStatusCode.Redirect);

        var saved = (await bench.VersionsAsync())[^1];
        (saved.Number, saved.Settings.Temperature, saved.Settings.SystemPrompt, saved.Settings.Fallbacks.Single().ModelId).ShouldBe((3, 0.4, "Mine.", "other"));
    }

    [Fact]
    public async Task Two_who_choose_the_first_model_do_not_overwrite_each_other()
    {
        var mine = await GenerationBench.FormAsync(bench.Admin, ("Model", "main/large"));
        await SaveTheirsAsync(("Model", "spare/other"));

        var refused = await bench.Admin.SendAsync(GenerationBench.Edit, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await bench.VersionsAsync()).ShouldHaveSingleItem().Settings.Model!.ModelId.ShouldBe("other");
    }

    [Fact]
    public async Task A_version_is_not_brought_back_over_one_that_its_presser_has_not_seen()
    {
        await bench.SaveAsync(("Model", "main/large"));
        await bench.SaveAsync(("Model", "main/small"));
        await SaveTheirsAsync(("Model", "spare/other"));

        var refused = await bench.Admin.PressAsync("/generation/versions/1/restore", fields: ("seen", "2"));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("[role=alert]").ShouldContain("Somebody saved version 3 after you opened the page.");
        (await bench.VersionsAsync()).Count.ShouldBe(3);
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task SaveTheirsAsync(params (string, string?)[] changes)
    {
        using var other = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Admin);
        (await other.SendAsync(GenerationBench.Edit, await GenerationBench.FormAsync(other, changes))).Status.ShouldBe(HttpStatusCode.Redirect);
    }
}
