using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Bulk;

/// <summary>An act on many is taken back for exactly those that it changed.</summary>
public sealed class BulkUndoTests : BulkBench
{
    [Theory]
    [InlineData("deactivate", true)]
    [InlineData("activate", false)]
    public async Task An_activation_or_deactivation_is_taken_back_and_what_was_so_on_purpose_stays(string act, bool changed)
    {
        await AddAsync(30, (p, number) => p.IsActive = number <= 20 ? changed : !changed);
        var before = await ActiveAsync();
        var panel = await EndedAsync(await DoAsync(act));
        (await ActiveAsync()).Count.ShouldBe(changed ? 0 : 30);

        (await EndedAsync(await UndoAsync(panel))).TextContent.ShouldContain("20 providers");

        (await ActiveAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_deletion_is_taken_back_with_each_as_it_was()
    {
        await AddAsync(60, (p, number) => (p.IsActive, p.IsDefault) = (number > 5, number == 9));
        await Portal.AddRowAsync("Deleted before", "http://127.0.0.1:1/v1");
        await Admin.DeleteAsync("deleted-before");
        var before = await ActiveAsync();
        var panel = await EndedAsync(await AgreeAsync("delete", [("all", "true")]));
        panel.TextContent.ShouldContain("Deleted 60 providers");
        panel.QuerySelector("a[href='/providers/deleted']").ShouldNotBeNull();

        (await EndedAsync(await UndoAsync(panel))).TextContent.ShouldContain("Restored 60 providers");

        (await ActiveAsync()).ShouldBe(before);
        (await Portal.ProviderAsync("p-9")).IsDefault.ShouldBeTrue();
        (await Portal.InDatabaseAsync(db => db.Providers.AnyAsync(p => p.Slug == "deleted-before", Token))).ShouldBeFalse();
        (await AuditAsync("provider.restored")).Count.ShouldBe(60);
        (await Portal.InDatabaseAsync(async db => (await AuditTrail.CheckAsync(db, Token)).FirstBroken)).ShouldBeNull();
    }

    [Fact]
    public async Task What_came_back_or_was_destroyed_meanwhile_is_said()
    {
        await AddAsync(3);
        var panel = await EndedAsync(await AgreeAsync("delete", [("all", "true")]));
        await Admin.RestoreAsync("p-1");
        await Admin.DestroyAsync("p-2");

        var undone = await EndedAsync(await UndoAsync(panel));

        undone.TextContent.ShouldContain("Restored 1 provider");
        undone.TextContent.ShouldContain("2 were back already or destroyed");
        undone.QuerySelectorAll("button").Select(b => b.TextContent).ShouldNotContain("Undo");
    }

    [Fact]
    public async Task Nobody_else_and_no_other_act_takes_it_back()
    {
        await AddAsync(3);
        var panel = await EndedAsync(await AgreeAsync("delete", [("all", "true")]));
        var run = panel.QuerySelector("button[name=undo]")!.GetAttribute("value")!;
        using var other = await PortalBrowser.SignedInAsync(Portal, Core.Access.BuiltInRoles.Admin);

        (await ActAsync("restore", [("undo", run)], browser: other)).Text("[role=alert]").ShouldContain("Nothing was undone");
        (await ActAsync("activate", [("undo", run)])).Text("[role=alert]").ShouldContain("Nothing was undone");
        (await ActAsync("restore", [("all", "true")])).Status.ShouldBe(HttpStatusCode.Redirect);

        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(Token))).ShouldBe(0);
    }

    [Fact]
    public async Task A_test_changes_nothing_that_could_be_taken_back()
    {
        await AddAsync(1);

        (await EndedAsync(await ActAsync("test", Ticked("p-1")))).QuerySelector("button[name=undo]").ShouldBeNull();
    }

    private Task<Answer> DoAsync(string act) => act == "activate" ? ActAsync(act, [("all", "true")]) : AgreeAsync(act, [("all", "true")]);

    private Task<Answer> UndoAsync(IElement panel)
    {
        var button = panel.QuerySelector("button[name=undo]")!;
        return ActAsync(button.Closest("form")!.GetAttribute("action")!.Split('/')[^1], [("undo", button.GetAttribute("value")!)]);
    }

    private Task<List<string>> ActiveAsync() => Portal.InDatabaseAsync(db => db.Providers.Where(p => p.IsActive).Select(p => p.Slug).OrderBy(s => s).ToListAsync(Token));
}
