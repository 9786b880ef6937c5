using System.Net;
using AngleSharp.Dom;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Incidents;

public sealed class IncidentPageTests : IAsyncLifetime
{
    private readonly ListBench bench = new();

    [Fact]
    public async Task Without_any_the_list_says_when_there_would_be_one()
    {
        (await bench.Admin.PageAsync("/incidents")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No incident yet");
        (await bench.Admin.PageAsync("/incidents")).QuerySelector(".nav-count").ShouldBeNull();
    }

    [Fact]
    public async Task What_goes_on_stands_before_what_is_over()
    {
        await DownAsync("Still down", hoursAgo: 30);
        await BackAsync("Back again", hoursAgo: 2);

        var page = await bench.Admin.PageAsync("/incidents");

        Rows(page).ShouldBe([
            "Still down|Down · Network|2026-05-31 03:00:00 incident of Still down|goes on for 1 day 6 h|—",
            "Back again|Down · Network|2026-06-01 07:00:00 incident of Back again|20 min|—",
        ]);
        page.QuerySelector("nav[aria-label=Main] .nav-count")!.TextContent.ShouldBe("1 go on");
    }

    [Theory]
    [InlineData("?state=open", "Still down")]
    [InlineData("?state=closed", "Back again")]
    [InlineData("?provider=back-again", "Back again")]
    [InlineData("?provider=BACK-AGAIN&state=open", "")]
    [InlineData("?provider=never-down", "")]
    public async Task The_list_is_narrowed_by_provider_and_by_whether_it_goes_on(string filter, string expected)
    {
        await DownAsync("Still down", hoursAgo: 30);
        await BackAsync("Back again", hoursAgo: 2);
        await AddAsync("Never down");

        var page = await bench.Admin.PageAsync("/incidents" + filter);

        Rows(page).Select(row => row.Split('|')[0]).ShouldBe(expected.Length == 0 ? [] : [expected]);
        if (expected.Length == 0) page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No incident matches");
    }

    [Theory]
    [InlineData("/incidents?state=sad")]
    [InlineData("/incidents?provider=nobody")]
    [InlineData("/incidents/99")]
    [InlineData("/incidents/none")]
    [InlineData("/incidents/99/note")]
    public async Task What_there_is_not_is_not_found(string path) => (await bench.Admin.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Pages_follow_each_other_from_what_goes_on_to_what_is_over()
    {
        var flapping = await AddAsync("Flapping");
        await bench.Portal.WriteAsync(flapping, string.Concat(Enumerable.Repeat("FFFPP", 60)), bench.Now.AddDays(-10), TimeSpan.FromMinutes(5));
        foreach (var number in Enumerable.Range(0, 55)) await DownAsync($"Down {number}", hoursAgo: 1);

        var seen = new List<string>();
        for (string? next = "/incidents"; next is not null;)
        {
            var page = await bench.Admin.PageAsync(next);
            seen.AddRange(page.QuerySelectorAll(".incident-rows tbody a[href^='/incidents/']").Select(a => a.GetAttribute("href")!));
            next = page.QuerySelector(".foot a[rel=next]")?.GetAttribute("href");
            seen.Count.ShouldBeLessThan(500, "the pages do not end");
        }

        seen.Count.ShouldBe(115);
        seen.Distinct().Count().ShouldBe(115);
    }

    [Fact]
    public async Task An_incident_says_when_why_how_long_and_what_its_tests_found()
    {
        await BackAsync("Explained", hoursAgo: 2);

        var page = await bench.Admin.PageAsync("/incidents/1");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Incident of Explained");
        var facts = page.QuerySelector(".facts")!.TextContent;
        foreach (var said in (string[])["Down · Network", "2026-06-01 07:00:00", "2026-06-01 07:20:00", "20 min", "nobody answered, or the connection broke off", "Check host and port in the base URL"]) facts.ShouldContain(said);
        page.QuerySelectorAll(".checks tbody tr").Length.ShouldBe(5, "the first failure and the success that settled it, and all between");
        page.QuerySelectorAll("section[aria-labelledby=states] tbody tr").Select(r => r.QuerySelector("[data-label=State]")!.TextContent.Trim()).ShouldBe(["Healthy", "Down · Network", "Healthy"]);
    }

    [Fact]
    public async Task Of_a_deleted_provider_the_name_stays_and_a_destroyed_one_is_forgotten_with_its_incidents()
    {
        await BackAsync("Deleted one", hoursAgo: 5);
        await BackAsync("Destroyed one", hoursAgo: 3);
        foreach (var slug in (string[])["deleted-one", "destroyed-one"]) (await bench.Admin.DeleteAsync(slug)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await bench.Admin.DestroyAsync("destroyed-one")).Status.ShouldBe(HttpStatusCode.Redirect);

        var page = await bench.Admin.PageAsync("/incidents");

        Rows(page).Select(row => row.Split('|')[0]).ShouldBe(["Deleted one (deleted)"]);
        page.QuerySelector("tbody s")!.TextContent.ShouldBe("Deleted one");
        (await bench.Admin.PageAsync("/incidents/1")).QuerySelector(".facts s")!.TextContent.ShouldBe("Deleted one");
        (await bench.Admin.GetAsync("/incidents/2")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_dashboard_leads_from_what_is_down_to_its_incident_and_says_nothing_twice()
    {
        await DownAsync("Down now", hoursAgo: 1);
        await DownAsync("Given up", hoursAgo: 1);
        (await bench.Admin.PostAsync("/account/password", "/providers/given-up/activation", new() { ["active"] = "false" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await bench.Admin.PageAsync("/");

        var groups = page.QuerySelectorAll(".attention").ToDictionary(g => g.QuerySelector("h2")!.FirstChild!.TextContent.Trim(), g => g.QuerySelectorAll("li").Select(l => (Name: l.QuerySelector(".row-name")!.TextContent, Link: l.QuerySelector("a[href^='/incidents/']")?.GetAttribute("href"))).ToList());
        groups["Down"].ShouldBe([("Down now", "/incidents/1")]);
        groups["Incidents that are not settled"].ShouldBe([("Given up", "/incidents/2")]);
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

    private async Task DownAsync(string name, int hoursAgo) => await bench.Portal.WriteAsync(await AddAsync(name), "FFF", bench.Now.AddHours(-hoursAgo), TimeSpan.FromMinutes(5));

    private async Task BackAsync(string name, int hoursAgo)
    {
        var id = await AddAsync(name);
        await bench.Portal.WriteAsync(id, "P", bench.Now.AddHours(-hoursAgo - 1), TimeSpan.Zero);
        await bench.Portal.WriteAsync(id, "FFFPP", bench.Now.AddHours(-hoursAgo), TimeSpan.FromMinutes(5));
    }

    private static List<string> Rows(IParentNode page) =>
        [.. page.QuerySelectorAll(".incident-rows tbody tr").Select(row => string.Join('|', row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)))))];
}
