using System.Net;
using AngleSharp.Dom;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Health;

/// <summary>How a provider is doing and was doing, on a page.</summary>
public sealed class HealthPageTests : IAsyncLifetime
{
    private readonly ListBench bench = new();

    [Fact]
    public async Task A_provider_that_was_never_tested_has_no_figures_and_is_not_called_reliable()
    {
        await AddAsync("Fresh");

        var page = await bench.Admin.PageAsync("/providers/fresh/health");

        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No tests yet");
        page.Body!.TextContent.ShouldNotContain("100");
        page.QuerySelectorAll("svg[role=img]").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_from_before_there_was_a_history_is_not_forgotten()
    {
        await bench.AddAsync(ListBench.New("Known"));
        await bench.Portal.ChangeFileAsync("UPDATE Providers SET LastTest_At = '2026-01-01 00:00:00', LastTest_Outcome = 'Passed', LastTest_Proof = 'KeyProven', LastTest_Milliseconds = 12, LastTest_Message = '', LastTest_StartedBy = '' WHERE Slug = 'known'");

        (await bench.Admin.PageAsync("/providers/known/health")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No tests since the portal keeps them");
    }

    [Fact]
    public async Task Uptime_counts_slow_answers_as_answers_and_leaves_out_what_says_nothing()
    {
        var id = await AddAsync("Counted");
        // Of eight that say something five were answered; two days ago there were two more.
        await bench.Portal.WriteAsync(id, "PP", bench.Now.AddDays(-2), TimeSpan.FromMinutes(5));
        await bench.Portal.WriteAsync(id, "PPSSPFLQNNI", bench.Now.AddHours(-2), TimeSpan.FromMinutes(5));

        var page = await bench.Admin.PageAsync("/providers/counted/health");

        Tiles(page).ShouldBe([
            ("24 hours", "62.50 %", "5 of 8 answered"),
            ("7 days", "70.00 %", "7 of 10 answered"),
            ("30 days", "70.00 %", "7 of 10 answered"),
            ("90 days", "70.00 %", "7 of 10 answered"),
        ]);
    }

    [Fact]
    public async Task Tests_that_say_nothing_make_no_uptime()
    {
        var id = await AddAsync("Sealed");
        await bench.Portal.WriteAsync(id, "NN", bench.Now.AddHours(-1), TimeSpan.FromMinutes(5));

        Tiles(await bench.Admin.PageAsync("/providers/sealed/health")).ShouldAllBe(t => t.Uptime == "no tests" && t.Detail == "nothing is known");
    }

    [Fact]
    public async Task One_failure_among_ten_thousand_is_not_rounded_away()
    {
        var id = await AddAsync("Nearly");
        await bench.Portal.WriteAsync(id, new string('P', 30_000) + "F", bench.Now.AddHours(-20), TimeSpan.FromSeconds(2));

        Tiles(await bench.Admin.PageAsync("/providers/nearly/health"))[0].Uptime.ShouldBe("99.99 %");
    }

    [Fact]
    public async Task The_page_says_what_is_wrong_since_when_and_what_to_do()
    {
        var id = await AddAsync("Broken");
        await bench.Portal.WriteAsync(id, "PFFF", bench.Now.AddMinutes(-20), TimeSpan.FromMinutes(5));

        var page = await bench.Admin.PageAsync("/providers/broken/health");

        var standing = page.QuerySelector(".standing")!.TextContent;
        standing.ShouldContain("Down · Network");
        standing.ShouldContain("since 5 min ago");
        standing.ShouldContain("Check host and port in the base URL");
        page.QuerySelector(".standing a[href^='/incidents/']")!.TextContent.ShouldBe("Incident since 15 min ago");
        page.QuerySelector(".incidents a")!.TextContent.ShouldBe("2026-06-01 08:45:00");
        page.QuerySelector(".incidents")!.TextContent.ShouldContain("goes on");
    }

    [Fact]
    public async Task The_chart_has_a_name_the_values_in_words_and_a_table_with_the_same()
    {
        var id = await AddAsync("Charted");
        await bench.Portal.WriteAsync(id, new string('P', 24), bench.Now.AddHours(-3), TimeSpan.FromMinutes(5), index => index < 12 ? 200 : 400);
        await bench.Portal.WriteAsync(id, "FFFF", bench.Now.AddHours(-1).AddMinutes(1), TimeSpan.FromMinutes(5));

        var page = await bench.Admin.PageAsync("/providers/charted/health?range=24h");

        var chart = page.QuerySelector("section[aria-labelledby=responses]")!;
        var drawing = chart.QuerySelector("svg[role=img]")!;
        Named(page, drawing).ShouldBe([
            "Response times of the last 24 hours, by hour",
            "Half of the answers came within 189 ms, 95 % within 383 ms. Slowest: 1 Jun 07:00, when 95 % of the answers came within 383 ms. 4 of 28 tests got no answer; the worst hour was 1 Jun 08:00 with 4. 21 hours without tests."]);
        drawing.QuerySelector(".chart-failed")!.GetAttribute("d")!.ShouldNotBeEmpty();
        chart.QuerySelectorAll("tbody tr").Select(Cells).ShouldBe([
            "1 Jun 06:00|12|12|0|0|0|189 ms|189 ms",
            "1 Jun 07:00|12|12|0|0|0|383 ms|383 ms",
            "1 Jun 08:00|4|0|0|4|0|—|—",
        ]);
    }

    [Theory]
    [InlineData("24h", 240)]
    [InlineData("7d", 1680)]
    [InlineData("30d", 300)]
    [InlineData("90d", 900)]
    public async Task Each_range_is_drawn_by_hour_or_by_day(string range, int width)
    {
        var id = await AddAsync("Ranged");
        await bench.Portal.WriteAsync(id, "PP", bench.Now.AddMinutes(-10), TimeSpan.FromMinutes(5));

        var page = await bench.Admin.PageAsync($"/providers/ranged/health?range={range}");

        page.QuerySelector("section[aria-labelledby=responses] svg[role=img]")!.GetAttribute("viewBox").ShouldBe($"0 0 {width} 124");
        page.QuerySelector(".tile a[aria-current]")!.GetAttribute("href").ShouldBe($"/providers/ranged/health?range={range}");
    }

    [Fact]
    public async Task The_strip_tells_how_it_stood_also_before_the_first_change_in_it()
    {
        var id = await AddAsync("Striped");
        await bench.Portal.WriteAsync(id, "PP", bench.Now.AddDays(-3), TimeSpan.FromMinutes(5));
        await bench.Portal.WriteAsync(id, "FFFPP", bench.Now.AddHours(-2), TimeSpan.FromMinutes(10));

        var page = await bench.Admin.PageAsync("/providers/striped/health");

        var states = page.QuerySelector("section[aria-labelledby=states]")!;
        Named(page, states.QuerySelector("svg[role=img]")!).ShouldBe(["State in the last 24 hours", "Healthy for 22 h 40 min in 2 stretches, Down for 20 min."]);
        states.QuerySelectorAll("tbody tr").Select(Cells).ShouldBe([
            "2026-06-01 07:40:00|2026-06-01 09:00:00|Healthy|1 h 20 min",
            "2026-06-01 07:20:00|2026-06-01 07:40:00|Down · Network|20 min",
            "2026-05-31 10:00:00|2026-06-01 07:20:00|Healthy|21 h 20 min",
        ]);
    }

    [Fact]
    public async Task Single_tests_say_what_they_found_how_long_each_step_took_and_who_started_them()
    {
        var id = await AddAsync("Single");
        await bench.Portal.WriteAsync([FilledHistory.Check(id, 'P', bench.Now.AddMinutes(-6), 93), FilledHistory.Check(id, 'F', bench.Now.AddMinutes(-1), 12, startedBy: "rosa@example.com")]);

        var page = await bench.Admin.PageAsync("/providers/single/health");

        page.QuerySelectorAll(".checks tbody tr").Select(Cells).ShouldBe([
            "2026-06-01 08:59:00|Failed · NetworkNobody answers at 10.0.0.9:443.|12 ms|Address 1|nothing|rosa@example.com",
            "2026-06-01 08:54:00|Passed|93 ms|Address 1 Connection 2 Credentials 30 Provider responds 60|the key|the schedule",
        ]);
    }

    [Fact]
    public async Task Single_tests_are_turned_page_by_page_and_each_is_shown_once()
    {
        var id = await AddAsync("Paged");
        // Many at the same moment: the moment alone is no place between two pages.
        await bench.Portal.WriteAsync([.. Enumerable.Range(0, 120).Select(n => FilledHistory.Check(id, 'P', bench.Now.AddMinutes(-n / 40), 1_000 + n))]);

        var seen = await WalkAsync("/providers/paged/health?range=7d");

        seen.Count.ShouldBe(120);
        seen.Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task Failures_alone_are_found_across_weeks_of_tests_that_passed()
    {
        var id = await AddAsync("Filtered");
        foreach (var day in (int[])[40, 20, 1])
            await bench.Portal.WriteAsync(id, new string('P', 30) + string.Concat(Enumerable.Repeat("FLQ", 9)) + new string('P', 30), bench.Now.AddDays(-day), TimeSpan.FromMinutes(5));

        var seen = await WalkAsync("/providers/filtered/health?only=failures");

        seen.Count.ShouldBe(3 * 27);
        seen.Distinct().Count().ShouldBe(3 * 27);
        seen.ShouldAllBe(row => !row.Contains("Passed"));
        seen.Select(row => row[..19]).ShouldBe(seen.Select(row => row[..19]).OrderDescending(StringComparer.Ordinal), "the latest first");
    }

    [Theory]
    [InlineData("/providers/nobody/health")]
    [InlineData("/providers/strict/health?range=1y")]
    [InlineData("/providers/strict/health?only=successes")]
    public async Task What_there_is_not_is_not_found(string path)
    {
        await AddAsync("Strict");

        (await bench.Admin.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("before=soon")]
    [InlineData("before=1~2~3")]
    [InlineData("before=999999999999999999999~1")]
    public async Task A_place_between_pages_that_is_none_leads_to_the_first_page(string cursor)
    {
        var id = await AddAsync("Misled");
        await bench.Portal.WriteAsync(id, "P", bench.Now.AddMinutes(-5), TimeSpan.Zero);

        (await bench.Admin.PageAsync("/providers/misled/health?" + cursor)).QuerySelectorAll(".checks tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_provider_and_its_row_lead_to_its_health_for_those_who_may_see_it()
    {
        await AddAsync("Linked");
        using var blind = await bench.Portal.SignedInAsync(await bench.Portal.AddPersonAsync(await bench.Portal.AddRoleAsync("llm_provider.view")));
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);

        foreach (var path in (string[])["/providers", "/providers/linked"])
        {
            (await viewer.PageAsync(path)).QuerySelector("a[href='/providers/linked/health']").ShouldNotBeNull(path);
            (await blind.PageAsync(path)).QuerySelector("a[href='/providers/linked/health']").ShouldBeNull(path);
        }
    }

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<Guid> AddAsync(string name)
    {
        var provider = ListBench.New(name);
        provider.AuthScheme = "none";
        await bench.AddAsync(provider);
        return provider.Id;
    }

    private async Task<List<string>> WalkAsync(string path)
    {
        var seen = new List<string>();
        for (string? next = path; next is not null;)
        {
            var page = await bench.Admin.PageAsync(next);
            seen.AddRange(page.QuerySelectorAll(".checks tbody tr").Select(Cells));
            next = page.QuerySelector(".checks + .foot a[rel=next]")?.GetAttribute("href");
            seen.Count.ShouldBeLessThanOrEqualTo(10 * CheckPages.PageSize, "the pages do not end");
        }

        return seen;
    }

    private static List<(string Name, string Uptime, string Detail)> Tiles(IParentNode page) =>
        [.. page.QuerySelectorAll(".tile").Select(t => (t.QuerySelector(".tile-name")!.TextContent, t.QuerySelector(".tile-count")!.TextContent, t.QuerySelector(".sub")!.TextContent))];

    private static string[] Named(IDocument page, IElement drawing) => [.. ((string[])["aria-labelledby", "aria-describedby"]).Select(by => page.GetElementById(drawing.GetAttribute(by)!)!.TextContent)];

    private static string Cells(IElement row) => string.Join('|', row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[])[' ', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries))));
}
