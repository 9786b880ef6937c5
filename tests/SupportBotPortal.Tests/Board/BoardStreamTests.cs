using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Tests.Shared;
using SupportBotPortal.Web.Board;

namespace SupportBotPortal.Tests.Board;

/// <summary>What a screen on a wall is sent, and when it is sent nothing more.</summary>
public sealed class BoardStreamTests : IAsyncLifetime
{
    private BoardBench bench = null!;

    [Fact]
    public async Task A_change_reaches_every_screen_within_a_second()
    {
        await bench.Portal.PutAsync(bench.Now, healthy: 3);
        var link = await bench.LinkAsync();
        using var nobody = bench.Browser();
        using var signedIn = await BoardScreen.OpenAsync(bench.Person, "/board/stream");
        using var byLink = await BoardScreen.OpenAsync(nobody, link + "/stream");
        foreach (var screen in (BoardScreen[])[signedIn, byLink]) (await screen.BoardAsync()).ShouldContain("All 3 are healthy");

        await bench.Portal.TurnAsync(bench.Now, "provider-1", HealthState.Down);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        var board = await signedIn.BoardAsync();
        PortalBrowser.Parse(board).QuerySelector("h1")!.TextContent.ShouldBe("1 down");
        (await byLink.BoardAsync()).ShouldBe(board, "rendered once for all");
    }

    [Fact]
    public async Task All_who_ask_within_a_second_get_what_was_read_once()
    {
        var broadcast = bench.Portal.Services.GetRequiredService<BoardBroadcast>();

        var frames = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => broadcast.CurrentAsync(CancellationToken.None))));
        bench.Clock.Advance(BoardBroadcast.Every);
        var later = await broadcast.CurrentAsync(CancellationToken.None);

        frames.ShouldAllBe(frame => ReferenceEquals(frame, frames[0]));
        later.ShouldNotBeSameAs(frames[0]);
    }

    [Fact]
    public async Task While_nothing_changes_the_stream_says_that_it_lives()
    {
        using var screen = await BoardScreen.OpenAsync(bench.Person, "/board/stream");
        await screen.BoardAsync();

        bench.Clock.Advance(BoardEndpoints.LookAgain);

        (await screen.NextAsync())!.Value.Name.ShouldBe("beat");
    }

    [Fact]
    public async Task A_stream_ends_when_its_link_is_revoked()
    {
        using var nobody = bench.Browser();
        var link = await bench.LinkAsync();
        using var screen = await BoardScreen.OpenAsync(nobody, link + "/stream");
        await screen.BoardAsync();

        await bench.RevokeAsync();

        await EndsAsync(screen);
        (await nobody.GetAsync(link + "/stream")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stream_ends_with_the_last_day_of_its_link()
    {
        using var nobody = bench.Browser();
        using var screen = await BoardScreen.OpenAsync(nobody, await bench.LinkAsync(until: "2026-06-01") + "/stream");
        await screen.BoardAsync();

        bench.Clock.Advance(TimeSpan.FromHours(15));

        await EndsAsync(screen);
    }

    [Fact]
    public async Task A_stream_ends_when_its_person_signs_out()
    {
        using var screen = await BoardScreen.OpenAsync(bench.Person, "/board/stream");
        await screen.BoardAsync();

        (await bench.Person.PostAsync("/account/password", "/sign-out", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await EndsAsync(screen);
    }

    [Fact]
    public async Task A_stream_ends_when_its_person_loses_the_permission()
    {
        using var screen = await BoardScreen.OpenAsync(bench.Person, "/board/stream");
        await screen.BoardAsync();

        await bench.Portal.InDatabaseAsync(db => db.UserRoles.ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        await EndsAsync(screen);
    }

    [Fact]
    public async Task Neither_the_stream_nor_the_page_extends_a_session()
    {
        using var screen = await BoardScreen.OpenAsync(bench.Person, "/board/stream");
        await screen.BoardAsync();

        bench.Clock.Advance(TimeSpan.FromMinutes(20));
        var page = await bench.Person.GetAsync("/board");
        page.Status.ShouldBe(HttpStatusCode.OK);
        // What the page itself asks for is nobody acting either.
        foreach (var asset in page.Page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)) (await bench.Person.Http.GetAsync(asset, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, asset);
        bench.Clock.Advance(TimeSpan.FromMinutes(11));

        await EndsAsync(screen);
        (await bench.Person.GetAsync("/board")).Location!.ShouldStartWith("/sign-in?returnUrl=%2Fboard");
    }

    [Fact]
    public async Task A_portal_that_is_told_to_stop_does_not_wait_for_screens()
    {
        using var screen = await BoardScreen.OpenAsync(bench.Person, "/board/stream");
        await screen.BoardAsync();

        bench.Portal.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        // Without the word that it may not look any more: the browser connects again by itself.
        (await screen.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task More_screens_than_allowed_are_refused_until_one_leaves()
    {
        await using var small = await BoardBench.StartAsync(new Dictionary<string, string?> { ["Board:ScreensPerAddress"] = "2" });
        var screens = small.Portal.Services.GetRequiredService<BoardScreens>();
        var link = await small.LinkAsync();
        using var nobody = small.Browser();
        using var first = await BoardScreen.OpenAsync(small.Person, "/board/stream");
        var second = await BoardScreen.OpenAsync(nobody, link + "/stream");
        var id = (await small.Portal.InDatabaseAsync(db => db.BoardLinks.SingleAsync())).Id;
        screens.Of(id).ShouldBe(1);
        (await nobody.GetAsync(link + "/stream")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await nobody.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK, "the page is shown, and loads itself again");

        second.Dispose();

        // The server hears of it when it next looks at the connection.
        while (screens.Of(id) > 0) await Task.Yield();
        using var third = await BoardScreen.OpenAsync(nobody, link + "/stream");
    }

    [Fact]
    public void Links_leave_places_to_people_and_a_network_counts_as_one_address()
    {
        var screens = new BoardScreens(Options.Create(new BoardOptions { Screens = 10, ScreensPerAddress = 3 }));
        var link = Guid.NewGuid();

        for (var host = 0; host < 3; host++) screens.TryOpen(IPAddress.Parse($"2001:db8::{host}"), link).ShouldNotBeNull();
        screens.TryOpen(IPAddress.Parse("2001:db8::77"), link).ShouldBeNull("it is of the same network");
        for (var host = 0; host < 6; host++) screens.TryOpen(IPAddress.Parse($"192.0.2.{host}"), link).ShouldNotBeNull();

        screens.TryOpen(IPAddress.Parse("192.0.2.99"), link).ShouldBeNull("the last place is for people");
        screens.TryOpen(IPAddress.Parse("192.0.2.99"), null).ShouldNotBeNull();
        screens.TryOpen(IPAddress.Parse("192.0.2.100"), null).ShouldBeNull();
    }

    public async ValueTask InitializeAsync() => bench = await BoardBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task EndsAsync(BoardScreen screen)
    {
        bench.Clock.Advance(BoardEndpoints.LookAgain);
        while (await screen.NextAsync() is { } next)
        {
            if (next.Name != "ended") continue;
            (await screen.NextAsync()).ShouldBeNull();
            return;
        }

        throw new InvalidOperationException("The stream ended without a word.");
    }
}
