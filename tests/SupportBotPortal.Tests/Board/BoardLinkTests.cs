using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Board;

/// <summary>Links that open the board without signing in.</summary>
public sealed class BoardLinkTests(StartedBoard started) : IClassFixture<StartedBoard>
{
    private readonly BoardBench bench = started.Bench;

    [Fact]
    public async Task A_link_opens_the_board_for_somebody_who_is_not_signed_in()
    {
        await bench.Portal.PutAsync(bench.Now, healthy: 2, down: 1);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        using var nobody = bench.Browser();

        var board = await nobody.GetAsync(await bench.LinkAsync());

        board.Status.ShouldBe(HttpStatusCode.OK);
        board.Text("h1").ShouldBe("1 down");
        board.Response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        board.Response.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        board.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        board.Page.QuerySelectorAll("a").ShouldBeEmpty("there is nowhere to go");
    }

    [Fact]
    public async Task A_link_is_shown_once_and_kept_nowhere()
    {
        var token = (await bench.LinkAsync("Support room")).Split('/')[^1];

        token.Length.ShouldBe(32);
        (await bench.Person.GetAsync("/board/links")).Html.ShouldNotContain(token);
        new SecretSearch(token).InFiles(bench.Portal.DataDirectory).ShouldBeEmpty();
        var line = await bench.Portal.InDatabaseAsync(db => db.Audit.SingleAsync(a => a.Action == "board_link.created" && a.SubjectName == "Support room"));
        line.ActorName.ShouldBe(bench.User.Email);
        line.Changes.ShouldContain("revoked");
    }

    [Fact]
    public async Task A_link_that_is_revoked_opens_nothing_and_says_so()
    {
        var link = await bench.LinkAsync("Stairs");
        using var nobody = bench.Browser();
        (await nobody.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);

        await bench.RevokeAsync();

        var refused = await nobody.GetAsync(link);
        refused.Status.ShouldBe(HttpStatusCode.NotFound);
        refused.Text("h1").ShouldBe("This link does not open the status board");
        (await bench.Person.GetAsync("/board/links")).Text("#flash").ShouldContain("“Stairs” is revoked");
        (await bench.Portal.InDatabaseAsync(db => db.Audit.SingleAsync(a => a.Action == "board_link.revoked" && a.SubjectName == "Stairs"))).ActorName.ShouldBe(bench.User.Email);
    }

    [Fact]
    public async Task A_link_ends_with_its_last_day()
    {
        await using var own = await BoardBench.StartAsync();
        var link = await own.LinkAsync(until: "2026-06-02");
        using var nobody = own.Browser();

        own.Clock.Advance(new DateTimeOffset(2026, 6, 2, 23, 59, 59, TimeSpan.Zero) - own.Clock.GetUtcNow());
        (await nobody.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK);
        own.Clock.Advance(TimeSpan.FromSeconds(1));

        (await nobody.GetAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "", "name", "Enter a name.")]
    [InlineData("kitchen ", "", "name", "There is a link named “kitchen” already")]
    [InlineData("Hall", "2026-05-31", "until", "That day is over already")]
    [InlineData("Hall", "31.12.2026", "until", "Enter a day, such as 2026-12-31")]
    [InlineData("Hall", "2031-06-02", "until", "within 5 years")]
    public async Task A_link_that_cannot_be_made_is_refused_at_its_field(string name, string until, string field, string sentence)
    {
        // Is there, or is made.
        await bench.MakeAsync("Kitchen");
        var before = await CountAsync();

        var refused = await bench.MakeAsync(name, until);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text($"#{field}-help .error").ShouldStartWith(sentence is "within 5 years" ? "Choose a day " + sentence : sentence);
        refused.Page.QuerySelector("#" + field)!.GetAttribute("aria-invalid").ShouldBe("true");
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Without_the_permission_to_share_there_is_no_way_to_the_links()
    {
        using var viewer = bench.Browser();
        await viewer.SignInAsync((await bench.Portal.AddPersonAsync(BuiltInRoles.Viewer)).Email!, PortalBrowser.Password);

        (await viewer.PageAsync("/board")).QuerySelector("a[href='/board/links']").ShouldBeNull();
        (await bench.Person.PageAsync("/board")).QuerySelector("a[href='/board/links']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("x")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task A_guessed_link_opens_nothing(string token)
    {
        using var nobody = bench.Browser();

        (await nobody.GetAsync("/board/" + token)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await nobody.GetAsync($"/board/{token}/stream")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_guesses_much_is_soon_not_even_looked_at()
    {
        await using var own = await BoardBench.StartAsync();
        using var nobody = own.Browser();

        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess <= 300; guess++) answers.Add((await nobody.GetAsync($"/board/{guess:x32}/stream")).Status);

        answers[..300].ShouldAllBe(status => status == HttpStatusCode.NotFound);
        answers[300].ShouldBe(HttpStatusCode.TooManyRequests);
        (await nobody.Http.GetAsync("/board/0123456789abcdef0123456789abcdef", TestContext.Current.CancellationToken)).Headers.GetValues("Refresh").ShouldBe(["60"], "a screen on a wall has nobody who loads the page again");
        (await own.Person.GetAsync("/board")).Status.ShouldBe(HttpStatusCode.OK, "whoever is signed in is not kept out by it");
    }

    [Fact]
    public async Task Two_people_who_are_quick_do_not_make_two_links_of_one_name()
    {
        var name = $"Racer {Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bench.MakeAsync(name)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(a => a.Status != HttpStatusCode.OK).ShouldAllBe(a => a.Status == HttpStatusCode.UnprocessableEntity && a.Text("#name-help .error").StartsWith("There is a link named"));
    }

    private Task<int> CountAsync() => bench.Portal.InDatabaseAsync(db => db.BoardLinks.CountAsync());
}
