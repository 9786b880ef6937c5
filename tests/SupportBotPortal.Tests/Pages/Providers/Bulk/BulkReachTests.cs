using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Bulk;

/// <summary>An act on many reaches what has a label within reach when its turn comes, not when it was selected.</summary>
public sealed class BulkReachTests : BulkBench
{
    [Theory]
    [InlineData("deactivate")]
    [InlineData("delete")]
    public async Task An_undo_leaves_alone_what_has_been_labelled_anew_since(string act)
    {
        await AddAsync(3, (p, _) => p.Environment = ProviderEnvironment.Staging);
        using var editor = await InStagingAsync();
        var answer = await ActAsync(act, Ticked("p-1", "p-2", "p-3"), browser: editor);
        // A few are deactivated without a question.
        if (act == "delete") answer = await ActAsync(act, [.. Ticked("p-1", "p-2", "p-3"), ("agreed", AgreedIn(answer))], browser: editor);
        var panel = await EndedAsync(answer, editor);
        await RelabelAsync("p-2");

        var button = panel.QuerySelector("button[name=undo]")!;
        var undone = await EndedAsync(await ActAsync(button.Closest("form")!.GetAttribute("action")!.Split('/')[^1], [("undo", button.GetAttribute("value")!)], browser: editor), editor);

        undone.TextContent.ShouldContain("2 providers");
        undone.TextContent.ShouldContain("1 left alone: you may not do this in its environment");
        undone.QuerySelector(".bulk-notes")!.TextContent.ShouldContain("It is labelled production, and there you may not do this.");
        (await Portal.InDatabaseAsync(db => db.Providers.Where(p => p.IsActive).Select(p => p.Slug).OrderBy(s => s).ToListAsync(Token))).ShouldBe(["p-1", "p-3"]);
        (await AuditAsync(act == "delete" ? "provider.restored" : "provider.activated")).Select(a => a.SubjectName).ShouldBe(["P 1", "P 3"]);
    }

    [Fact]
    public async Task An_undo_that_reaches_nothing_is_refused_and_can_be_tried_again()
    {
        await AddAsync(1, (p, _) => p.Environment = ProviderEnvironment.Staging);
        using var editor = await InStagingAsync();
        var run = (await EndedAsync(await ActAsync("deactivate", Ticked("p-1"), browser: editor), editor)).QuerySelector("button[name=undo]")!.GetAttribute("value")!;
        await RelabelAsync("p-1");

        var refused = await ActAsync("activate", [("undo", run)], browser: editor);
        (refused.Status, refused.Text("[role=alert]")).ShouldBe((HttpStatusCode.Conflict, "Nothing was undone: you may do this for providers that are labelled staging, and none of those that were changed is any more."));

        await RelabelAsync("p-1", ProviderEnvironment.Staging);
        await EndedAsync(await ActAsync("activate", [("undo", run)], browser: editor), editor);
        (await Portal.ProviderAsync("p-1")).IsActive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_test_does_not_call_with_what_has_been_labelled_anew_before_its_turn()
    {
        await AddAsync(3, (p, _) => p.Environment = ProviderEnvironment.Staging);
        using var editor = await InStagingAsync();
        var release = new TaskCompletionSource();
        Fake.Handler = async context =>
        {
            await release.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsJsonAsync(new { @object = "list", data = new[] { new { id = "m", @object = "model" } } });
        };
        var started = await ActAsync("test", Ticked("p-1", "p-2", "p-3"), browser: editor);
        // Two at a time at one origin: the third waits for its turn.
        await Fake.WaitForRequestsAsync(2, Token);
        await RelabelAsync("p-3");
        release.SetResult();

        var panel = await EndedAsync(started, editor);

        panel.TextContent.ShouldContain("1 left alone");
        panel.QuerySelector(".bulk-notes li a")!.TextContent.ShouldBe("P 3");
        (await Portal.InDatabaseAsync(db => db.Providers.Where(p => p.LastTest != null).Select(p => p.Slug).OrderBy(s => s).ToListAsync(Token))).ShouldBe(["p-1", "p-2"]);
    }

    [Fact]
    public async Task What_was_selected_beyond_reach_is_left_alone_and_named()
    {
        await AddAsync(3, (p, number) => p.Environment = number == 1 ? ProviderEnvironment.Staging : number == 2 ? ProviderEnvironment.Production : ProviderEnvironment.None);
        using var editor = await InStagingAsync();

        var started = await ActAsync("test", Ticked("p-1", "p-2", "p-3"), browser: editor);
        started.Text("h2").ShouldBe("Testing 1 provider");
        var panel = await EndedAsync(started, editor);

        panel.QuerySelector("h2")!.TextContent.ShouldBe("Tested 1 provider");
        panel.QuerySelector("details summary")!.TextContent.ShouldBe("Which, and why");
        panel.TextContent.ShouldContain("2 left alone: you may not do this in their environments");
        var notes = panel.QuerySelectorAll(".bulk-notes li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        notes.ShouldContain("P 2 It is labelled production, and there you may not do this.");
        notes.ShouldContain("P 3 It has no label, and there you may not do this.");
    }

    private async Task<PortalBrowser> InStagingAsync() =>
        await Portal.SignedInAsync(await Portal.AddPersonAsync(await Portal.AddRoleAsync(ProviderPermissions.View, $"{ProviderPermissions.Edit}@Staging", $"{ProviderPermissions.Delete}@Staging", $"{ProviderPermissions.Test}@Staging")));

    private Task<int> RelabelAsync(string slug, ProviderEnvironment label = ProviderEnvironment.Production) => Portal.InDatabaseAsync(db =>
        db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Slug == slug).ExecuteUpdateAsync(set => set.SetProperty(p => p.Environment, label), Token));
}
