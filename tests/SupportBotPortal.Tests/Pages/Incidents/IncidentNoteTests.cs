using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Incidents;

/// <summary>What people write about an incident.</summary>
public sealed class IncidentNoteTests : IAsyncLifetime
{
    private const string Page = "/incidents/1";

    private readonly ListBench bench = new();

    [Fact]
    public async Task A_note_is_kept_with_who_wrote_it_and_when()
    {
        (await WriteAsync(bench.Admin, "Their firewall.\r\nRosa called them. ")).Location.ShouldBe(Page);

        var page = await bench.Admin.PageAsync(Page);
        page.QuerySelector("#note-text")!.TextContent.ShouldBe("Their firewall.\nRosa called them.");
        page.QuerySelector("#note > .help")!.TextContent.ShouldMatch("Written by admin-.*@example.com, just now");
        page.QuerySelector("#flash")!.TextContent.ShouldContain("The note is saved.");
        (await bench.Admin.PageAsync("/incidents")).QuerySelector(".note-begin")!.TextContent.ShouldBe("Their firewall.");
    }

    [Fact]
    public async Task The_audit_log_says_who_and_not_what()
    {
        await WriteAsync(bench.Admin, "Their firewall.");
        await WriteAsync(bench.Admin, "Our firewall.");
        await WriteAsync(bench.Admin, "Our firewall.");
        await WriteAsync(bench.Admin, "");

        var lines = await bench.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "incident.noted").OrderBy(a => a.Id).ToListAsync(TestContext.Current.CancellationToken));
        lines.Select(l => (l.SubjectType, l.SubjectId, l.SubjectName, l.Changes.Split("after\":\"")[1].Split('"')[0])).ShouldBe([
            ("incident", "1", "Noted", "written"),
            ("incident", "1", "Noted", "changed"),
            ("incident", "1", "Noted", "removed"),
        ], "what changes nothing is no act");
        lines.ShouldAllBe(l => !l.Changes.Contains("firewall") && l.ActorName.StartsWith("admin-"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_who_write_at_once_the_second_sees_the_first_and_loses_nothing(bool htmx)
    {
        using var other = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Operator);
        var seen = await SeenAsync(other);
        await WriteAsync(bench.Admin, "Their firewall.");

        var refused = await SendAsync(other, "A power cut.", seen, htmx);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("#note .conflict").ShouldContain("wrote this just now, while you were writing.");
        refused.Text("#note blockquote").ShouldBe("Their firewall.");
        refused.Text("#note-text").ShouldBe("A power cut.");
        (await bench.Admin.PageAsync(Page)).QuerySelector("#note-text")!.TextContent.ShouldBe("Their firewall.");

        var again = await SendAsync(other, "Their firewall. And a power cut.", refused.Page.QuerySelector("#note [name=Seen]")!.GetAttribute("value")!, htmx);

        again.Status.ShouldBe(htmx ? HttpStatusCode.NoContent : HttpStatusCode.Redirect);
        (await bench.Admin.PageAsync(Page)).QuerySelector("#note-text")!.TextContent.ShouldBe("Their firewall. And a power cut.");
    }

    [Fact]
    public async Task Of_many_who_save_at_the_same_moment_one_succeeds()
    {
        var seen = await SeenAsync(bench.Admin);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SendAsync(bench.Admin, $"Note {n}", seen)));

        answers.Count(a => a.Status == HttpStatusCode.Redirect).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Conflict).ShouldBe(7);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "incident.noted", TestContext.Current.CancellationToken))).ShouldBe(1);
    }

    [Theory]
    [InlineData(Incident.LongestNote, HttpStatusCode.Redirect)]
    [InlineData(Incident.LongestNote + 1, HttpStatusCode.UnprocessableEntity)]
    public async Task A_note_has_a_greatest_length_and_a_longer_one_comes_back(int length, HttpStatusCode expected)
    {
        var text = new string('x', length);

        var answer = await WriteAsync(bench.Admin, text);

        answer.Status.ShouldBe(expected);
        if (expected == HttpStatusCode.Redirect) return;
        answer.Text("#note-error").ShouldBe("The note has 4,001 characters, and at most 4,000 are kept. Shorten it; nothing is saved yet.");
        answer.Text("#note-text").ShouldBe(text);
        answer.Page.QuerySelector("#note-text")!.GetAttribute("aria-describedby").ShouldBe("note-error note-help");
    }

    [Fact]
    public async Task A_note_is_shown_as_text_whatever_it_says()
    {
        await WriteAsync(bench.Admin, "</textarea><script>alert(1)</script>");

        var page = await bench.Admin.PageAsync(Page);

        page.QuerySelector("#note-text")!.TextContent.ShouldBe("</textarea><script>alert(1)</script>");
        page.QuerySelectorAll("#note script").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_only_look_reads_the_note_and_has_no_form()
    {
        await WriteAsync(bench.Admin, "Their firewall.");
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);

        var page = await viewer.PageAsync(Page);

        page.QuerySelector("#note .pre")!.TextContent.ShouldBe("Their firewall.");
        page.QuerySelector("#note form").ShouldBeNull();
        (await viewer.PostAsync("/account/password", Page + "/note", new() { ["Text"] = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    public async ValueTask InitializeAsync()
    {
        await bench.InitializeAsync();
        var provider = ListBench.New("Noted");
        await bench.AddAsync(provider);
        await bench.Portal.WriteAsync(provider.Id, "FFF", bench.Now.AddHours(-1), TimeSpan.FromMinutes(5));
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static async Task<string> SeenAsync(PortalBrowser browser) => (await browser.PageAsync(Page)).QuerySelector("#note [name=Seen]")!.GetAttribute("value")!;

    private static async Task<Answer> WriteAsync(PortalBrowser browser, string text) => await SendAsync(browser, text, await SeenAsync(browser));

    private static async Task<Answer> SendAsync(PortalBrowser browser, string text, string seen, bool htmx = false) =>
        await Answer.OfAsync(await browser.PostAsync(Page, Page + "/note", new() { ["Text"] = text, ["Seen"] = seen }, htmx));
}
