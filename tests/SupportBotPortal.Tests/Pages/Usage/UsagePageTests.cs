using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Bots;
using SupportBotPortal.Tests.Shared;
using SupportBotPortal.Tests.Usage;

namespace SupportBotPortal.Tests.Pages.Usage;

/// <summary>The page of what bots used, and its files.</summary>
public sealed class UsagePageTests : IAsyncLifetime
{
    private BotBench bench = null!;
    private PortalBrowser admin = null!;
    private Guid shop;
    private Guid till;
    private Guid bad;

    [Fact]
    public async Task Before_any_bot_has_asked_the_page_says_what_to_do()
    {
        await using var quiet = await BotBench.StartAsync();
        using var browser = await PortalBrowser.SignedInAsync(quiet.Portal, BuiltInRoles.Admin);

        var page = await browser.PageAsync("/usage");

        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("No bot asked anything in the last 24 hours");
        page.QuerySelectorAll(".empty a").Select(a => a.GetAttribute("href")).ShouldBe(["/bot-tokens", "/generation"]);
        page.QuerySelector("svg.chart-plot").ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_shows_what_was_counted_whether_it_is_written_already_or_not(bool isWritten)
    {
        if (isWritten) (await bench.FlushAsync()).ShouldBeTrue();

        var page = await admin.PageAsync("/usage?range=today&by=model");

        page.QuerySelectorAll(".tile-count").Select(t => t.TextContent).Take(3).ShouldBe(["4", "0", "1"]);
        page.QuerySelectorAll(".tile .sub").Select(t => t.TextContent).Take(3).ShouldBe(["3 answered, 3 by a fallback", "none", "1 × model not allowed"]);
        page.QuerySelector(".tile-bad").ShouldBeNull();
        var rows = page.QuerySelectorAll(".usage-groups tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList()).ToList();
        rows.Select(r => r[0]).ShouldBe(["[Bad] fake-small 3 × overloaded", "[Good] fake-large", "No model answered 1 request: 1 × model not allowed"]);
        rows.Select(r => (r[1], r[2], r[3])).ShouldBe([("3", "0", "3"), ("3", "3 3 by a fallback", "0"), ("0", "0", "0")]);
        rows[1][4].ShouldNotBe("0");
        page.QuerySelector("#requests-words")!.TextContent.ShouldBe("4 requests today: 0 answered, 3 answered by a fallback, 0 without a whole answer, 1 refused for what the bot sent, 0 given up by bots.");
        page.QuerySelectorAll("svg.chart-plot").Length.ShouldBe(3);
        page.QuerySelectorAll("svg.chart-plot .chart-limited").ShouldHaveSingleItem().GetAttribute("d").ShouldNotBeNullOrEmpty();
        page.QuerySelectorAll(".usage-slots tbody tr").ShouldHaveSingleItem().QuerySelector("td")!.TextContent.ShouldBe("26 Nov 09:00");
    }

    [Fact]
    public async Task It_can_be_told_apart_by_bot_and_narrowed_to_a_provider_a_model_and_a_bot()
    {
        (await GroupsAsync("by=bot")).ShouldBe([("Shop", "3"), ("Till", "1")]);
        (await GroupsAsync("by=provider")).ShouldBe([("Bad", "3"), ("Good", "3"), ("No model answered", "0")]);
        (await GroupsAsync($"by=bot&provider={bad}")).ShouldBe([("Shop", "0")]);
        (await GroupsAsync($"by=model&bot={shop}")).ShouldBe([("[Bad] fake-small", "3"), ("[Good] fake-large", "3")]);
        (await GroupsAsync("by=model&model=fake-large")).ShouldBe([("[Good] fake-large", "3")]);

        var page = await admin.PageAsync($"/usage?by=model&provider={bad}&bot={shop}");
        page.QuerySelector(".tile-name")!.TextContent.ShouldBe("Attempts");
        foreach (var (name, chosen) in ((string, string)[])[("provider", "Bad"), ("bot", "Shop"), ("by", "By model"), ("model", "All models")])
            page.QuerySelectorAll($"#{name} option").Single(o => o.HasAttribute("selected") || (chosen.StartsWith("All", StringComparison.Ordinal) && o.TextContent == chosen)).TextContent.ShouldBe(chosen);
        // Each line leads to itself alone.
        (await admin.PageAsync("/usage?by=model")).QuerySelector(".usage-groups a.row-name")!.GetAttribute("href").ShouldBe($"/usage?range=24h&by=model&provider={bad}&model=fake-small");
    }

    [Fact]
    public async Task A_filter_that_nothing_fits_says_so_and_how_to_go_on()
    {
        var page = await admin.PageAsync($"/usage?provider={Guid.NewGuid()}&model=gone&bot={Guid.NewGuid()}");

        page.QuerySelector(".empty h2")!.TextContent.ShouldBe("Nothing matches in the last 24 hours");
        page.QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/usage?range=24h&by=provider");
        page.QuerySelectorAll("option[selected]").Select(o => o.TextContent).ShouldContain("A provider that answered nothing then");
    }

    [Theory]
    [InlineData("range=yesterday")]
    [InlineData("range=-1")]
    [InlineData("by=colour")]
    [InlineData("provider=openai")]
    [InlineData("bot=1")]
    [InlineData("bot=%00")]
    public async Task Words_that_mean_nothing_are_no_page_and_no_file(string query)
    {
        (await admin.GetAsync("/usage?" + query)).Status.ShouldBe(HttpStatusCode.NotFound);
        if (query.StartsWith("by", StringComparison.Ordinal)) return;
        var refused = await admin.GetAsync($"/usage/export?format=csv&{query}");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Html.ShouldMatch("^(There is no range “|A provider and a bot are named by their ids)");
    }

    [Fact]
    public async Task A_file_of_an_unknown_format_is_refused_in_a_sentence()
    {
        var refused = await admin.GetAsync("/usage/export?format=xml");

        (refused.Status, refused.Html).ShouldBe((HttpStatusCode.BadRequest, "There is no format “xml”. Choose csv or json."));
    }

    [Theory]
    [InlineData("today")]
    [InlineData("24h")]
    [InlineData("7d")]
    [InlineData("30d")]
    [InlineData("90d")]
    public async Task Every_range_has_a_page_and_files(string range)
    {
        var page = await admin.PageAsync("/usage?range=" + range);

        page.QuerySelector(".facets a[aria-current]")!.GetAttribute("href").ShouldBe($"/usage?range={range}&by=provider");
        page.QuerySelector(".tile-count")!.TextContent.ShouldBe("4");
        foreach (var link in page.QuerySelectorAll("a[download]")) (await admin.GetAsync(link.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_files_have_a_line_for_each_hour_bot_and_model(bool isWritten)
    {
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await SignInAgainAsync();
        if (isWritten) await bench.FlushAsync();
        using (var bot = bench.Bot((await bench.MakeTokenAsync("=cmd|' /C calc'!A0")).Token)) await bot.HelloAsync();

        var json = await admin.GetAsync("/usage/export?format=json&range=24h");
        var csv = await admin.GetAsync("/usage/export?format=csv&range=24h");

        json.Response.Content.Headers.ContentDisposition!.FileName.ShouldBe("usage-24h-2026-11-26.json");
        var lines = JsonNode.Parse(json.Html)!.AsArray().Select(l => l!.AsObject()).ToList();
        lines.Select(l => ((string?)l["hour"], (string?)l["provider"], (string?)l["model"], (long)l["requests"]!, (long)l["attempts"]!)).ShouldBe(
        [
            ("2026-11-26T09:00:00Z", "Bad", "fake-small", 0, 3),
            ("2026-11-26T09:00:00Z", "Good", "fake-large", 3, 3),
            ("2026-11-26T09:00:00Z", "", "", 1, 0),
            ("2026-11-26T10:00:00Z", "Bad", "fake-small", 0, 1),
            ("2026-11-26T10:00:00Z", "Good", "fake-large", 1, 1),
        ], ignoreOrder: true);
        ((long)lines.Single(l => (string?)l["provider"] == "Bad" && (long)l["attempts"]! == 3)["outcomes"]!["overloaded"]!).ShouldBe(3);
        var rows = csv.Html.TrimStart('\uFEFF').TrimEnd().Split("\r\n");
        rows[0].ShouldBe("hour,providerId,provider,model,botId,bot,requests,attempts,answered,byFallback,brokenOff,givenUp,failedAttempts,notAsked,refused,outcomes,inputTokens,outputTokens,answersWithoutTokens,firstByteMedianMs,firstByteP95Ms,medianMs,p95Ms");
        rows.Length.ShouldBe(6);
        // A spreadsheet must not run what somebody called a bot.
        rows.Count(r => r.Contains("'=cmd|' /C calc'!A0", StringComparison.Ordinal) && !r.Contains(",=", StringComparison.Ordinal) && !r.Contains(",\"=", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_has_what_the_page_is_narrowed_to()
    {
        var file = await admin.GetAsync($"/usage/export?format=json&range=today&provider={bad}&bot={shop}&model=fake-small");

        JsonNode.Parse(file.Html)!.AsArray().ShouldHaveSingleItem()!["failedAttempts"]!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_gone_is_still_called_something()
    {
        await bench.FlushAsync();
        await bench.RevokeAsync(shop);
        await bench.Portal.InDatabaseAsync(async db =>
        {
            await db.Providers.Where(p => p.Slug == "bad").ExecuteDeleteAsync();
            await db.Providers.Where(p => p.Slug == "good").ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletedAt, bench.Clock.GetUtcNow().UtcDateTime));
            return await db.BotTokens.Where(t => t.Name == "Till").ExecuteDeleteAsync();
        });

        (await GroupsAsync("by=provider")).Select(g => g.Name).ShouldBe(["A provider that is gone (bad)", "Good (deleted)", "No model answered"]);
        (await GroupsAsync("by=bot")).Select(g => g.Name).ShouldBe(["Shop (revoked)", $"A bot token that is gone ({till.ToString("N")[..8]})"]);
    }

    [Fact]
    public async Task The_list_of_tokens_says_at_once_who_asked_last_and_how_much_today()
    {
        (await UseOfAsync("Shop")).ShouldMatch("^just now Today 3 requests, [1-9][0-9]* tokens$");
        (await UseOfAsync("Till")).ShouldBe("just now Today 1 request, 0 tokens");
        await bench.MakeTokenAsync("Silent");
        (await UseOfAsync("Silent")).ShouldBe("never");

        await bench.FlushAsync();
        (await UseOfAsync("Shop")).ShouldMatch("^just now Today 3 requests, [1-9][0-9]* tokens$");
        bench.Clock.SetUtcNow(new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));
        await SignInAgainAsync();
        (await UseOfAsync("Shop")).ShouldBe("15 h ago Nothing today");
    }

    [Fact]
    public async Task Tokens_can_be_revoked_also_when_usage_cannot_be_read()
    {
        await OutsideAccess.ChangeAsync(bench.UsageFile(), "ALTER TABLE Days RENAME TO Gone");

        (await UseOfAsync("Shop")).ShouldBe("unknown: the usage cannot be read");
        var ready = await admin.GetAsync("/readyz");
        ready.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(BuiltInRoles.Operator, HttpStatusCode.OK)]
    [InlineData(BuiltInRoles.Viewer, HttpStatusCode.Forbidden)]
    public async Task Who_may_not_see_bots_sees_no_usage(string role, HttpStatusCode status)
    {
        using var browser = await PortalBrowser.SignedInAsync(bench.Portal, role);

        (await browser.GetAsync("/usage")).Status.ShouldBe(status);
        (await browser.GetAsync("/usage/export?format=csv")).Status.ShouldBe(status);
        (await browser.PageAsync("/")).QuerySelectorAll("nav a[href='/usage']").Length.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    /// <summary>Three requests of one bot that a fallback answered, and one of another that was refused.</summary>
    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Good", "custom", ["fake-large"]);
        bad = await bench.AddAsync("Bad", "custom", ["fake-small"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("bad/fake-small", "good/fake-large");
        var token = await bench.MakeTokenAsync("Shop");
        shop = token.Id;
        using (var bot = bench.Bot(token.Token)) for (var n = 0; n < 3; n++) await bot.HelloAsync(stream: n == 0);
        var other = await bench.MakeTokenAsync("Till");
        till = other.Id;
        using (var bot = bench.Bot(other.Token)) await bot.HelloAsync("good/fake-large");
        admin = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Admin);
    }

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return bench.DisposeAsync();
    }

    /// <summary>A session ends by itself after a while.</summary>
    private async Task SignInAgainAsync()
    {
        admin.Dispose();
        admin = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Admin);
    }

    private async Task<List<(string Name, string Count)>> GroupsAsync(string query) =>
        [.. (await admin.PageAsync("/usage?" + query)).QuerySelectorAll(".usage-groups tbody tr").Select(r => (r.QuerySelector(".row-name")!.TextContent, r.QuerySelector("td.num")!.TextContent))];

    private async Task<string> UseOfAsync(string bot)
    {
        var row = (await admin.PageAsync("/bot-tokens")).QuerySelectorAll("tbody tr").Single(r => r.QuerySelector(".row-name")!.TextContent == bot);
        return string.Join(' ', row.QuerySelector("td[data-label='Last used']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
