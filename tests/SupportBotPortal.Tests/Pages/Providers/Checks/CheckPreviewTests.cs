using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Checks;

/// <summary>What stands beside the plan while one types: the next times, and what a month costs. It is Monday, 1 June 2026, 09:00 in UTC.</summary>
public sealed class CheckPreviewTests(PlanBench bench) : IClassFixture<PlanBench>
{
    [Theory]
    [InlineData("", "8,640 tests in 30 days, free of charge: nothing is generated.")]
    [InlineData("Rhythm=Interval Every=30 Unit=Seconds", "86,400 tests in 30 days, free of charge: nothing is generated.")]
    [InlineData("Rhythm=Interval Every=168 Unit=Hours", "4 tests in 30 days, free of charge: nothing is generated.")]
    [InlineData("Rhythm=Cron Cron=0_8_*_*_MON-FRI", "22 tests in 30 days, free of charge: nothing is generated.")]
    [InlineData("Rhythm=Cron Cron=*/30_*_*_*_*_*", "About 86,400 tests in 30 days, free of charge: nothing is generated.")]
    [InlineData("Rhythm=Cron Cron=0_8_24_12_*", "No test in the next 30 days.")]
    [InlineData("Rhythm=Off IsDeep=true", "Tested only when somebody presses “Test”. If it breaks, the portal does not notice by itself.")]
    [InlineData("IsDeep=true DeepHours=24", "8,640 tests in 30 days: 8,610 free, and 30 that cost a call each.")]
    [InlineData("IsDeep=true DeepHours=744 DeepPerMonth=5", "8,640 tests in 30 days: 8,639 free, and 1 that costs a call.")]
    [InlineData("IsDeep=true DeepHours=1 DeepPerMonth=100", "8,640 tests in 30 days: 8,540 free, and 100 that cost a call each. 720 would cost a call at this interval. The budget stops them at 100 in a calendar month; then the free tests go on.")]
    [InlineData("Rhythm=Interval Every=168 Unit=Hours IsDeep=true DeepHours=1", "4 tests in 30 days, each of which costs a call.")]
    public async Task It_says_how_many_tests_there_are_and_how_many_of_them_cost(string typed, string sentence)
    {
        var provider = await bench.AddAsync();

        var preview = await bench.Admin.PreviewAsync(provider.Slug, Fields(typed));

        preview.Status.ShouldBe(HttpStatusCode.OK);
        string.Join(' ', preview.Page.QuerySelectorAll("p:not(.help, .notice)").Select(p => p.TextContent)).ShouldBe(sentence);
    }

    [Fact]
    public async Task The_next_times_are_said_in_the_chosen_zone_also_where_the_clock_changes()
    {
        var provider = await bench.AddAsync();

        var preview = await bench.Admin.PreviewAsync(provider.Slug, Fields("Rhythm=Cron Cron=0_8_23-27_10_* TimeZone=Europe/Madrid"));

        preview.Text("h3").ShouldBe("Next, in Europe/Madrid");
        preview.Page.QuerySelectorAll("time").Select(t => $"{t.TextContent} = {t.GetAttribute("datetime")}").ShouldBe([
            "Fri 23 Oct, 08:00:00 = 2026-10-23T06:00:00Z",
            "Sat 24 Oct, 08:00:00 = 2026-10-24T06:00:00Z",
            "Sun 25 Oct, 08:00:00 = 2026-10-25T07:00:00Z",
            "Mon 26 Oct, 08:00:00 = 2026-10-26T07:00:00Z",
            "Tue 27 Oct, 08:00:00 = 2026-10-27T07:00:00Z",
        ]);
    }

    [Fact]
    public async Task Those_of_an_interval_are_five_times_as_far_apart_as_it_says()
    {
        var provider = await bench.AddAsync();

        var preview = await bench.Admin.PreviewAsync(provider.Slug, Fields("Rhythm=Interval Every=7 Unit=Minutes"));

        preview.Text("h3").ShouldBe("Next, in UTC");
        var times = preview.Page.QuerySelectorAll("time").Select(t => DateTimeOffset.Parse(t.GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        times.Count.ShouldBe(5);
        times[0].ShouldBeInRange(bench.Clock.GetUtcNow(), bench.Clock.GetUtcNow().AddMinutes(7));
        for (var n = 1; n < 5; n++) (times[n] - times[n - 1]).ShouldBe(TimeSpan.FromMinutes(7));
        preview.Text(".help").ShouldContain("Give or take some seconds");
    }

    [Fact]
    public async Task What_cannot_be_is_said_there_too_and_saves_nothing()
    {
        var provider = await bench.AddAsync();

        var preview = await bench.Admin.PreviewAsync(provider.Slug, Fields("Rhythm=Cron Cron=0_0_31_2_*"));

        (preview.Status, preview.Text("p")).ShouldBe((HttpStatusCode.OK, "Nothing yet. This never fires: no such day is to come. Check day, month and year."));
        (await bench.Portal.ProviderAsync(provider.Slug)).Version.ShouldBe(provider.Version);
    }

    [Fact]
    public async Task One_that_is_inactive_and_a_portal_that_tests_nothing_are_told_of()
    {
        var provider = await bench.AddAsync(p => p.IsActive = false);
        await using var off = new PortalFactory { Replace = StartedPortal.Quick };
        await off.AddRowAsync("Resting", "https://llm.example.com/v1");
        using var admin = await PortalBrowser.SignedInAsync(off, Core.Access.BuiltInRoles.Admin);

        var preview = await bench.Admin.PreviewAsync(provider.Slug);
        (preview.Text(".notice"), preview.Text("h3")).ShouldBe(("It is inactive: nothing is tested until it is activated.", "It would be next, in UTC"));
        (await admin.PreviewAsync("resting")).Text(".notice").ShouldContain("This portal tests nothing by itself at present");
        (await admin.PageAsync("/providers/resting")).QuerySelector("#checks")!.TextContent.ShouldContain("but this portal tests nothing by itself at present");
    }

    [Fact]
    public async Task The_page_asks_for_it_without_token_or_fingerprints_and_shows_it_from_the_start()
    {
        var provider = await bench.AddAsync();

        var page = await bench.Admin.PageAsync(PlanActs.PlanPage(provider.Slug));

        page.QuerySelector("#checks-preview")!.TextContent.ShouldContain("8,640 tests in 30 days");
        var sent = page.QuerySelector(".plan")!.GetAttribute("hx-params")!.Split(',');
        sent.ShouldBe(page.QuerySelectorAll(".plan [name]").Select(e => e.GetAttribute("name")!).Distinct(), ignoreOrder: true);
        sent.ShouldNotContain(name => name.Contains("Seen", StringComparison.Ordinal) || name.Contains("Token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Opened_by_itself_it_leads_to_the_page()
    {
        var provider = await bench.AddAsync();

        var answer = await bench.Admin.GetAsync(PlanActs.PlanPage(provider.Slug) + "/preview");

        (answer.Status, answer.Location).ShouldBe((HttpStatusCode.Redirect, PlanActs.PlanPage(provider.Slug)));
    }

    private static (string, string)[] Fields(string typed) =>
        [.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('=', 2)).Select(pair => (pair[0], pair[1].Replace('_', ' ')))];
}
