using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Bulk;

/// <summary>Activating, deactivating and deleting many at once.</summary>
public sealed class BulkChangeTests : BulkBench
{
    [Fact]
    public async Task Each_that_changes_has_its_own_audit_line_and_the_chain_holds()
    {
        await AddAsync(120, (p, number) => p.IsActive = number > 20);

        var panel = await EndedAsync(await AgreeAsync("deactivate", [("all", "true")]));

        panel.TextContent.ShouldContain("Deactivated 100 providers");
        panel.TextContent.ShouldContain("20 were inactive already");
        (await Portal.InDatabaseAsync(db => db.Providers.AnyAsync(p => p.IsActive, Token))).ShouldBeFalse();
        var lines = await AuditAsync("provider.deactivated");
        lines.Count.ShouldBe(100);
        lines.Select(l => l.SubjectName).Distinct().Count().ShouldBe(100);
        lines.ShouldAllBe(l => l.ActorName.StartsWith("admin-"));
        (await Portal.InDatabaseAsync(async db => (await AuditTrail.CheckAsync(db, Token)).FirstBroken)).ShouldBeNull();

        (await EndedAsync(await ActAsync("activate", Ticked("p-1", "p-2")))).TextContent.ShouldContain("Activated 2 providers");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => p.IsActive, Token))).ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_stored_changes_nothing_of_itself_and_what_was_before_it_stays()
    {
        await AddAsync(120);
        await Portal.ChangeFileAsync("CREATE TRIGGER full BEFORE UPDATE OF IsActive ON Providers WHEN OLD.Slug = 'p-99' BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        var panel = await EndedAsync(await AgreeAsync("deactivate", [("all", "true")]));

        panel.TextContent.ShouldContain("the portal itself failed");
        panel.TextContent.ShouldNotContain("disk full");
        var changed = await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => !p.IsActive, Token));
        panel.TextContent.ShouldContain($"Deactivated {changed} providers");
        panel.TextContent.ShouldContain($"{120 - changed} not reached, and as they were");
        (await AuditAsync("provider.deactivated")).Count.ShouldBe(changed);
    }

    [Fact]
    public async Task Whoever_loses_the_right_meanwhile_changes_nothing_more()
    {
        await AddAsync(120);
        // Within the first batch, and long before anybody looks by the clock.
        await Portal.ChangeFileAsync("CREATE TRIGGER revoked AFTER UPDATE OF IsActive ON Providers BEGIN DELETE FROM RolePermissions WHERE Permission = 'llm_provider.edit'; END");
        var person = await Portal.AddPersonAsync(await Portal.AddRoleAsync("llm_provider.edit", "llm_provider.test"));
        using var editor = await Portal.SignedInAsync(person);

        var question = await ActAsync("deactivate", [("all", "true")], browser: editor);
        var panel = await EndedAsync(await ActAsync("deactivate", [("all", "true"), ("agreed", AgreedIn(question))], browser: editor), editor);

        panel.TextContent.ShouldContain("do not have the permission for it any more");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(p => !p.IsActive, Token))).ShouldBe(50);
        (await AuditAsync("provider.deactivated")).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Deleting_shows_first_how_many_and_which_and_what_they_are()
    {
        await AddAsync(30, (p, number) => (p.IsDefault, p.IsActive, p.Environment) = (number == 7, number > 10, number is 28 or 29 ? ProviderEnvironment.Production : ProviderEnvironment.Staging));

        var question = await ActAsync("delete", [("all", "true"), ("q", "p")], htmx: false);

        question.Status.ShouldBe(HttpStatusCode.OK);
        question.Text("h1").ShouldBe("Delete 30 providers?");
        question.Text(".weights").ShouldContain("P 7 is the default provider");
        question.Text(".weights").ShouldContain("2 of them are in production.");
        question.Text(".weights").ShouldContain("20 of them are active.");
        question.Page.QuerySelectorAll(".chip").Length.ShouldBe(21);
        question.Page.QuerySelectorAll(".chip").Take(3).Select(c => c.TextContent).ShouldBe(["P 7", "P 28 · production", "P 29 · production"]);
        question.Page.QuerySelectorAll(".chip")[20].TextContent.ShouldBe("and 10 more");
        question.Page.QuerySelector(".acts a")!.GetAttribute("href").ShouldBe("/providers?q=p");
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(Token))).ShouldBe(30);

        var agreed = await ActAsync("delete", [("all", "true"), ("q", "p"), ("agreed", AgreedIn(question))], htmx: false);
        agreed.Location.ShouldBe("/providers?q=p");
        await WaitForEndAsync();
        (await Portal.InDatabaseAsync(db => db.Providers.CountAsync(Token))).ShouldBe(0);
        (await AuditAsync("provider.deleted")).Count.ShouldBe(30);
        var page = await Admin.PageAsync("/providers");
        page.QuerySelector("#bulk")!.TextContent.ShouldContain("Deleted 30 providers");
    }

    [Theory]
    [InlineData("llm_provider.test", "test")]
    [InlineData("llm_provider.edit", "activate", "deactivate")]
    [InlineData("llm_provider.delete", "delete")]
    public async Task Each_act_needs_its_own_right_and_only_those_one_has_are_offered(string permission, params string[] offered)
    {
        await AddAsync(1);
        using var browser = await Portal.SignedInAsync(await Portal.AddPersonAsync(await Portal.AddRoleAsync("llm_provider.view", permission)));

        var page = await browser.PageAsync("/providers");
        page.QuerySelectorAll(".bulk-acts button").Select(b => b.GetAttribute("formaction")!.Split('/')[^1]).ShouldBe(offered);
        foreach (var act in (string[])["test", "activate", "deactivate", "delete"])
        {
            var answer = await ActAsync(act, Ticked("p-1"), browser: browser);
            (answer.Status == HttpStatusCode.Forbidden).ShouldBe(!offered.Contains(act), act);
            if (answer.Html.Contains("sse-connect", StringComparison.Ordinal)) await browser.StreamAsync(Acts.RunIn(answer.Html));
        }
    }

    [Fact]
    public async Task Who_may_only_look_sees_no_boxes_to_tick()
    {
        await AddAsync(1);
        using var viewer = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Viewer);

        var page = await viewer.PageAsync("/providers");

        page.QuerySelectorAll("#rows input[type=checkbox], .bulk-bar").ShouldBeEmpty();
        page.QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
    }

    private async Task WaitForEndAsync()
    {
        var panel = (await Admin.PageAsync("/providers")).QuerySelector("#bulk")!;
        if (panel.GetAttribute("sse-connect") is { } stream) await Admin.Http.GetStringAsync(stream, Token);
    }
}
