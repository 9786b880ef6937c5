using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Audit;

/// <summary>The audit log is read, searched, verified and taken along.</summary>
public sealed class AuditPageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;
    private PortalBrowser admin = null!;

    public AuditPageTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_who_did_what_to_whom_when_from_where_and_field_by_field()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        (await admin.PressAsync($"/people/{person.Id}/disable")).Status.ShouldBe(HttpStatusCode.Redirect);
        await WriteAsync("role.edited", "role", "Night watch", new AuditChange("Name", "Day watch", "Night watch"), AuditChange.Secret("Key", "replaced"));

        var page = await admin.GetAsync("/audit");

        var lines = page.Page.QuerySelectorAll(".audit > li");
        lines[0].TextContent.ShouldContain("Role: edited");
        lines[0].QuerySelectorAll(".audit-change").Select(c => c.TextContent.Trim()).ShouldBe(["Name: Day watch → Night watch", "Key: replaced"]);
        lines[1].TextContent.ShouldContain("Person: disabled");
        lines[1].QuerySelector($"a[href='/people/{person.Id}']")!.TextContent.ShouldBe(person.Email);
        lines[1].QuerySelector("time")!.TextContent.ShouldBe("2026-06-01 09:00:00");
        lines[1].QuerySelector(".audit-who")!.TextContent.ShouldContain("10.0.0.");
        lines[2].TextContent.ShouldContain("Signed in");
    }

    [Fact]
    public async Task A_long_text_is_shown_line_by_line_and_what_it_holds_is_text()
    {
        await WriteAsync("generation.saved", "generation", "<b>Version 2</b>", new AuditChange("System prompt", "Be kind.\nBe brief.\n<script>alert(1)</script>", "Be kind.\nBe thorough.\n<script>alert(1)</script>"));

        var page = await admin.GetAsync("/audit");

        page.Page.QuerySelectorAll(".diff-removed").ShouldHaveSingleItem().TextContent.ShouldContain("Be brief.");
        page.Page.QuerySelectorAll(".diff-added").ShouldHaveSingleItem().TextContent.ShouldContain("Be thorough.");
        page.Page.QuerySelectorAll(".audit b, .audit script").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("q=night", "role.edited")]
    [InlineData("q=WATCH", "role.edited")]
    [InlineData("q=100%25", "provider.edited")]
    [InlineData("q=_", "provider.edited role.edited sign_in.succeeded")]
    [InlineData("q=Caf%C3%A9", "provider.edited")]
    [InlineData("q=%22quoted%22", "provider.edited")]
    [InlineData("area=provider", "provider.edited")]
    [InlineData("area=prov", "")]
    [InlineData("subject=role-7", "role.edited")]
    [InlineData("from=2026-06-03", "role.edited")]
    [InlineData("until=2026-06-02", "provider.edited sign_in.succeeded")]
    [InlineData("from=2026-06-02&until=2026-06-02", "provider.edited")]
    [InlineData("q=edited&area=role&from=2026-06-01", "role.edited")]
    public async Task It_is_searched_by_words_area_subject_and_days(string query, string expected)
    {
        clock.AdjustTime(clock.GetUtcNow().AddDays(1));
        await WriteAsync("provider.edited", "provider", "Café", new AuditChange("Notes", null, "100% \"quoted\" names_with_lines"));
        clock.AdjustTime(clock.GetUtcNow().AddDays(1));
        await WriteAsync("role.edited", "role-7", "Night watch", new AuditChange("Name", "a_b", "Night watch"));
        using var again = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        await portal.ChangeFileAsync("DROP TRIGGER Audit_no_delete; DELETE FROM Audit WHERE Id = (SELECT max(Id) FROM Audit)");

        var page = await again.GetAsync("/audit?" + query);

        page.Status.ShouldBe(HttpStatusCode.OK);
        string.Join(' ', page.Page.QuerySelectorAll(".audit .mono").Select(e => e.TextContent).Order(StringComparer.Ordinal)).ShouldBe(expected);
        if (expected.Length == 0) page.Text(".empty h2").ShouldBe("Nothing matches");
    }

    [Fact]
    public async Task Days_the_wrong_way_round_are_named()
    {
        var page = await admin.GetAsync("/audit?from=2026-06-03&until=2026-06-01");

        page.Text(".empty p").ShouldBe("2026-06-03 is after 2026-06-01: change the days, so that the first comes first.");
    }

    [Fact]
    public async Task Who_did_it_leads_to_all_that_this_person_did()
    {
        var by = (await admin.PageAsync("/audit")).QuerySelector(".audit-who a")!;

        var page = await admin.PageAsync(by.GetAttribute("href")!);

        page.QuerySelectorAll(".audit-who a").Select(a => a.TextContent).Distinct().ShouldBe([by.TextContent]);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("until=9999-12-31")]
    [InlineData("before=x")]
    public async Task What_means_nothing_is_not_found(string query) => (await admin.GetAsync("/audit?" + query)).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Older_lines_are_on_further_pages_and_none_is_left_out()
    {
        for (var number = 1; number <= 120; number++) await WriteAsync("test.written", "x", $"Line {number}");
        var seen = new List<string>();

        for (var url = "/audit?area=test"; url is not null;)
        {
            var page = (await admin.GetAsync(url)).Page;
            seen.AddRange(page.QuerySelectorAll(".audit-what p:first-child").Select(p => p.TextContent));
            url = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        seen.Count.ShouldBe(120);
        seen[0].ShouldContain("Line 120");
        seen[^1].ShouldContain("Line 1 ");
    }

    [Fact]
    public async Task Verifying_says_that_all_fits_and_names_a_line_that_somebody_changed()
    {
        await WriteAsync("test.written", "x", "One");
        await WriteAsync("test.written", "x", "Two");
        (await VerifyAsync()).ShouldContain("3 rows checked, from the first to the last");

        await portal.ChangeFileAsync("DROP TRIGGER Audit_no_update; UPDATE Audit SET SubjectName = 'Another' WHERE Id = 2");

        (await VerifyAsync()).ShouldContain("Row 2 does not fit the one before");
    }

    [Fact]
    public async Task The_lines_that_are_looked_at_are_taken_along_and_that_is_a_line_itself()
    {
        await WriteAsync("role.edited", "role-7", "=cmd|' /C calc'!A0", new AuditChange("Name", "Day watch", "Night, \"watch\"\nof all"));
        await WriteAsync("provider.edited", "p", "Other");

        var csv = await ExportAsync("csv", ("area", "role"));
        var lines = await ExportAsync("jsonl", ("area", "role"));

        csv.Response.Content.Headers.ContentDisposition!.FileName.ShouldBe("audit-log-2026-06-01.csv");
        csv.Html.TrimStart('\uFEFF').Split("\r\n")[0].ShouldBe("id,at,actorId,actorName,address,action,subjectType,subjectId,subjectName,changes,hash");
        csv.Html.ShouldContain("2026-06-01T09:00:00.0000000Z");
        csv.Html.ShouldNotContain(",=cmd");
        csv.Html.ShouldNotContain("provider.edited");
        var json = JsonDocument.Parse(lines.Html.TrimEnd('\n').Split('\n').ShouldHaveSingleItem()).RootElement;
        (json.GetProperty("action").GetString(), json.GetProperty("changes")[0].GetProperty("after").GetString()).ShouldBe(("role.edited", "Night, \"watch\"\nof all"));
        json.GetProperty("hash").GetString()!.Length.ShouldBe(64);
        (await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "audit.exported").OrderBy(a => a.Id).Select(a => a.Changes).ToListAsync(Cancellation))).ShouldBe(
        [
            """[{"field":"Format","before":null,"after":"csv"},{"field":"Up to line","before":null,"after":"3"},{"field":"area","before":null,"after":"role"}]""",
            """[{"field":"Format","before":null,"after":"jsonl"},{"field":"Up to line","before":null,"after":"4"},{"field":"area","before":null,"after":"role"}]""",
        ]);
        (await ExportAsync("xls")).Html.ShouldBe("There is no format “xls”. Choose csv or jsonl.");
        (await admin.GetAsync("/audit/export?format=csv")).Location.ShouldBe("/audit");
    }

    [Theory]
    [InlineData("/usage/export?range=24h&format=csv", "usage.exported")]
    public async Task Other_exports_are_in_it_too(string url, string action)
    {
        (await admin.GetAsync(url)).Status.ShouldBe(HttpStatusCode.OK);

        (await portal.InDatabaseAsync(db => db.Audit.OrderByDescending(a => a.Id).Select(a => a.Action).FirstAsync(Cancellation))).ShouldBe(action);
    }

    [Fact]
    public async Task A_persons_page_leads_to_the_lines_about_him_and_they_stay_when_he_is_deleted()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        await admin.PressAsync($"/people/{person.Id}/disable");
        var url = (await admin.GetAsync($"/people/{person.Id}")).Page.QuerySelector(".page-head a[href^='/audit']")!.GetAttribute("href")!;
        (await admin.SubmitFormAsync($"/people/{person.Id}/delete", new() { ["Password"] = PortalBrowser.Password })).Status.ShouldBe(HttpStatusCode.Redirect);

        var page = await admin.GetAsync(url);

        page.Page.QuerySelectorAll(".audit .mono").Select(e => e.TextContent).ShouldBe(["user.deleted", "user.disabled"]);
        page.Text("main").ShouldContain($"Only what was done to “{person.Email}”.");
        page.Page.QuerySelectorAll($"a[href='/people/{person.Id}']").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_somebody_wrote_into_the_file_is_shown_as_it_is()
    {
        await portal.ChangeFileAsync("DROP TRIGGER Audit_no_update; UPDATE Audit SET Changes = '{broken', Action = '' WHERE Id = 1");

        var page = await admin.GetAsync("/audit");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text(".audit-change").ShouldBe("Unreadable: {broken");
    }

    public async ValueTask InitializeAsync() => admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return portal.DisposeAsync();
    }

    private Task<int> WriteAsync(string action, string subject, string name, params AuditChange[] changes) => portal.InDatabaseAsync(async db =>
    {
        await portal.Services.GetRequiredService<AuditTrail>().CommitAsync(db, new Actor(null, "somebody@example.com", "192.0.2.1"), new AuditRecord(action) { SubjectType = action.Split('.')[0], SubjectId = subject, SubjectName = name, Changes = changes }, Cancellation);
        return 1;
    });

    private async Task<string> VerifyAsync() => (await admin.SubmitFormAsync("/audit", [], "/audit?handler=Verify")).Text("#verdict");

    private Task<Answer> ExportAsync(string format, params (string Name, string Value)[] fields) =>
        admin.SubmitFormAsync("/audit", fields.Append(("format", format)).ToDictionary(f => f.Item1, f => f.Item2), "/audit/export");
}
