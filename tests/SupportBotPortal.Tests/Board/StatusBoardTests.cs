using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Board;

/// <summary>What a whole room may read, and what not.</summary>
public sealed class StatusBoardTests(StartedBoard started) : IClassFixture<StartedBoard>
{
    private readonly BoardBench bench = started.Bench;

    [Fact]
    public async Task Names_and_states_are_on_it_and_no_address_key_note_person_or_sentence()
    {
        await using var fake = await FakeUpstream.StartAsync();
        await bench.Person.AddTestedAsync(Acts.NewCustom, ("Name", "Gateway"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-not-the-right-one"), ("Notes", "Ask the people in billing."));
        var message = (await bench.Portal.ProviderAsync("gateway")).LastTest!.Message;
        message.ShouldNotBeEmpty();
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        using var nobody = bench.Browser();

        var html = (await nobody.GetAsync(await bench.LinkAsync())).Html;

        html.ShouldContain("Gateway");
        html.ShouldContain("Down");
        foreach (var hidden in (string[])[fake.CustomUrl.Authority, "127.0.0.1", "sk-not-the-right-one", "billing", bench.User.Email!, message, "custom"]) html.ShouldNotContain(hidden);
    }

    [Fact]
    public async Task Only_active_providers_are_on_it()
    {
        await bench.Portal.PutAsync(bench.Now, healthy: 2, down: 1);
        await bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Slug == "provider-0").ExecuteUpdateAsync(set => set.SetProperty(p => p.IsActive, false).SetProperty(p => p.TypeId, "gone")));

        var board = await LookAsync();

        board.Text("h1").ShouldBe("All 2 are healthy");
        board.Page.QuerySelectorAll(".wall-tile").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, 0, 0, 0, "No active providers", "")]
    [InlineData(1, 0, 0, 0, "The provider is healthy", "")]
    [InlineData(4, 1, 1, 0, "1 down, 1 needs attention", "4 of 6 healthy")]
    [InlineData(4, 0, 2, 1, "2 need attention", "4 of 7 healthy · 1 not tested yet")]
    [InlineData(4, 0, 0, 1, "1 not tested yet", "4 of 5 healthy")]
    public async Task The_headline_says_the_worst_first_and_nothing_unknown_is_green(int healthy, int down, int slow, int untested, string headline, string sentence)
    {
        await bench.Portal.PutAsync(bench.Now, healthy, down, slow, untested);

        var board = await LookAsync();

        board.Text("h1").ShouldBe(headline);
        board.Text(".wall-head p").ShouldContain(sentence);
        board.Page.QuerySelectorAll(".wall-head.wall-good").Length.ShouldBe(headline.Contains("healthy", StringComparison.Ordinal) ? 1 : 0);
        // In trouble first; each says its state by shape and word, and not by its colour alone.
        board.Page.QuerySelectorAll(".wall-tile .wall-state").Select(t => t.TextContent.Trim()).ShouldBe(
            [.. Enumerable.Repeat("Down", down), .. Enumerable.Repeat("Slow", slow), .. Enumerable.Repeat("Not tested", untested), .. Enumerable.Repeat("Healthy", healthy)]);
        board.Page.QuerySelectorAll(".wall-tile .wall-state svg").Length.ShouldBe(healthy + down + slow + untested);
    }

    [Theory]
    [InlineData(BoardReader.MostTiles, 0, 0, BoardReader.MostTiles, "")]
    [InlineData(58, 3, 0, 3, "58 healthy")]
    [InlineData(10, 50, 20, 60, "10 more need attention|10 healthy")]
    public async Task Of_more_than_can_be_read_from_afar_only_those_in_trouble_have_a_tile(int healthy, int down, int slow, int tiles, string rest)
    {
        await bench.Portal.PutAsync(bench.Now, healthy, down, slow);

        var board = await LookAsync();

        board.Page.QuerySelectorAll(".wall-tile").Length.ShouldBe(tiles);
        string.Join('|', board.Page.QuerySelectorAll(".wall-rest li").Select(l => l.TextContent.Trim())).ShouldBe(rest);
    }

    [Fact]
    public async Task A_tile_says_since_when_how_fast_and_that_trouble_is_expected()
    {
        await bench.Portal.PutAsync(bench.Now, healthy: 1, down: 1);
        var calm = await LookAsync();
        calm.Text(".wall-tile.wall-bad .wall-time").ShouldBe("for 3 min");
        calm.Text(".wall-tile.wall-good .wall-last span").ShouldBe("233 ms");
        calm.Text(".wall-tile.wall-bad svg title").ShouldStartWith("Last 24 tests: 20 passed, 4 failed");

        await bench.Portal.InDatabaseAsync(db =>
        {
            db.MaintenanceWindows.Add(new() { Id = Guid.NewGuid(), Name = "Update", Kind = MaintenanceKind.Once, From = bench.Now.AddHours(-1), To = bench.Now.AddHours(1), ProviderId = db.Providers.Single(p => p.Slug == "provider-0").Id });
            return db.SaveChangesAsync();
        });

        var expected = await LookAsync();
        expected.Text(".wall-tile.wall-expected .wall-time").ShouldBe("in maintenance");
        expected.Text(".wall-head p").ShouldContain("1 in maintenance");
    }

    [Fact]
    public async Task When_the_schedule_has_stopped_nothing_is_green_that_nobody_watches()
    {
        await using var unwatched = await BoardBench.StartAsync();
        await unwatched.Portal.PutAsync(unwatched.Now, healthy: 2);
        using var nobody = unwatched.Browser();
        var link = await unwatched.LinkAsync();
        (await nobody.GetAsync(link)).Text("h1").ShouldBe("All 2 are healthy");

        unwatched.Clock.Advance(TimeSpan.FromMinutes(11));

        var board = await nobody.GetAsync(link);
        board.Text(".wall-head.wall-bad h1").ShouldBe("Nobody is watching");
        board.Text(".wall-head p").ShouldStartWith("No scheduled test has run since 2026-06-01 09:00 UTC");
    }

    [Fact]
    public async Task When_scheduled_tests_are_off_nothing_is_green_that_is_only_remembered()
    {
        await using var off = await BoardBench.StartAsync(replace: services => services.PostConfigure<HealthOptions>(options => options.IsOn = false));
        await off.Portal.PutAsync(off.Now, healthy: 2);

        var board = await off.Person.GetAsync("/board");

        board.Text(".wall-head.wall-idle h1").ShouldBe("Scheduled tests are off");
        board.Text(".wall-head p").ShouldBe("2 of 2 were healthy when they were last tested; scheduled tests are turned off");
    }

    [Fact]
    public async Task When_results_cannot_be_stored_the_board_says_that_it_is_old()
    {
        await using var full = await BoardBench.StartAsync();
        await full.Portal.PutAsync(full.Now, healthy: 2);
        full.Portal.Services.GetRequiredService<RecordingStatus>().Failed();
        full.Clock.Advance(TimeSpan.FromMinutes(2));

        var board = await full.Person.GetAsync("/board");

        board.Text(".wall-head.wall-bad h1").ShouldBe("Results are not stored");
        board.Text(".wall-head p").ShouldContain("cannot be stored since 2026-06-01 09:00 UTC: what stands below is old");
    }

    [Fact]
    public async Task That_a_last_test_failed_is_said_before_its_provider_is_called_down()
    {
        await bench.Portal.PutAsync(bench.Now, healthy: 2);
        await bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Slug == "provider-0").ExecuteUpdateAsync(set => set.SetProperty(p => p.LastTest!.Outcome, ProviderTestOutcome.Failed)));

        var board = await LookAsync();

        board.Text("h1").ShouldBe("All 2 are healthy");
        board.Text(".wall-head p").ShouldBe("the last test of 1 failed");
        board.Page.QuerySelectorAll(".wall-last span").Select(s => s.TextContent).ShouldContain("last test failed");
    }

    [Theory]
    [InlineData("/board", null, "light dark")]
    [InlineData("/board?theme=dark", "dark", "dark")]
    [InlineData("/board?theme=light", "light", "light")]
    [InlineData("/board?theme=%22%3E%3Cscript%3E", null, "light dark")]
    public async Task The_address_says_whether_it_is_dark_and_without_script_it_loads_itself_again(string address, string? theme, string scheme)
    {
        var board = await bench.Person.GetAsync(address);

        board.Page.DocumentElement.GetAttribute("class").ShouldBe(theme is null ? null : "theme-" + theme);
        board.Page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content").ShouldBe(scheme);
        board.Html.ShouldContain("""<noscript><meta http-equiv="refresh" content="30"></noscript>""");
        board.Html.ShouldNotContain("<script>");
    }

    private Task<Answer> LookAsync()
    {
        // What was read is shown for a second.
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        return bench.Person.GetAsync("/board");
    }
}
