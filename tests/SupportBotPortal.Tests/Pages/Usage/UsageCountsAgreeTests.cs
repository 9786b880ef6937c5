using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Bots;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Usage;

/// <summary>Attempts at models, requests of bots and what bots did wrong are counted apart, on the page as in the files.</summary>
public sealed class UsageCountsAgreeTests : IAsyncLifetime
{
    private BotBench bench = null!;
    private PortalBrowser admin = null!;
    private Guid token;

    [Fact]
    public async Task A_request_that_no_model_answered_is_an_attempt_at_each_that_was_asked_and_at_none_besides()
    {
        var page = await admin.PageAsync("/usage?range=today&by=provider");
        var lines = JsonNode.Parse((await admin.GetAsync("/usage/export?format=json&range=today")).Html)!.AsArray().Select(l => l!.AsObject()).ToList();

        var rows = page.QuerySelectorAll(".usage-groups tbody tr").Select(r => (r.QuerySelector(".row-name")!.TextContent, Attempts: r.QuerySelector("td[data-label=Attempts]")!.TextContent, Failed: r.QuerySelector("td[data-label=Failed]")!.TextContent)).ToList();
        rows.ShouldBe([("Bad", "2", "2"), ("No model answered", "0", "0")]);
        page.QuerySelectorAll(".usage-groups .sub").Select(s => s.TextContent).ShouldContain("4 requests: 2 × all models failed, 1 × given up by the bot, 1 × request cannot be read");
        lines.Select(l => ((string)l["provider"]!, $"{l["attempts"]}", $"{l["failedAttempts"]}", $"{l["requests"]}")).ShouldBe([("Bad", "2", "2", "0"), ("", "0", "0", "4")], ignoreOrder: true);
    }

    [Fact]
    public async Task What_bots_did_wrong_does_not_look_like_an_outage()
    {
        var page = await admin.PageAsync("/usage?range=today");

        var tiles = page.QuerySelectorAll(".tile").ToDictionary(t => t.QuerySelector(".tile-name")!.TextContent, t => (t.QuerySelector(".tile-count")!.TextContent, t.QuerySelector(".sub")!.TextContent, t.ClassList.Contains("tile-bad")));
        tiles["Without a whole answer"].ShouldBe(("2", "2 × all models failed", true));
        tiles["Refused to bots"].ShouldBe(("1", "1 × request cannot be read", false));
        page.QuerySelectorAll("svg .chart-refused").ShouldContain(p => p.GetAttribute("d")!.Length > 0);
        var bots = await admin.PageAsync("/usage?range=today&by=bot");
        bots.QuerySelector("td[data-label=Failed]")!.TextContent.ShouldBe("2 1 refused");
    }

    [Fact]
    public async Task The_list_of_tokens_says_in_words_what_is_not_known()
    {
        foreach (var _ in (int[])[1, 2]) Recorder.Add(new(token, UsageOutcome.Answered) { ProviderId = Guid.NewGuid(), Slug = "told", ModelId = "nothing", HasBegun = true });

        (await admin.PageAsync("/bot-tokens")).QuerySelector("td[data-label='Last used'] .sub")!.TextContent.ShouldBe("Today 6 requests, 0 tokens. What 2 answers cost is not known");
    }

    /// <summary>Two requests that nobody answered, one that cannot be read, and one whose bot went away before anybody was asked.</summary>
    public async ValueTask InitializeAsync()
    {
        bench = await BotBench.StartAsync();
        await bench.AddAsync("Bad", "custom", ["fake-small"], FakeBehaviour.Overloaded);
        await bench.ChooseAsync("bad/fake-small");
        var made = await bench.MakeTokenAsync("Shop");
        token = made.Id;
        using var bot = bench.Bot(made.Token);
        for (var n = 0; n < 2; n++) await bot.HelloAsync();
        await bot.ChatAsync("{");
        Recorder.Add(new(token, UsageOutcome.GivenUp));
        admin = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Admin);
    }

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return bench.DisposeAsync();
    }

    private UsageRecorder Recorder => bench.Portal.Services.GetRequiredService<UsageRecorder>();
}
