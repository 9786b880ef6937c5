using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Tests.Security;

/// <summary>Checking a password is slow on purpose: who guesses waits for the others, and not they for him.</summary>
public sealed class PasswordTurnTests : IAsyncDisposable
{
    private const string Guesser = "203.0.113.1";
    private const string Office = "198.51.100.1";

    private readonly PasswordTurnBench bench = new();

    [Fact]
    public async Task Who_has_signed_in_there_before_comes_first_then_the_latest_stranger_and_last_those_who_guess()
    {
        var person = await bench.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        (await bench.TryAsync(Office, PortalBrowser.Password, person.Email!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await GuessAsync(5);
        bench.Checked.Clear();
        bench.Hold();
        List<Task<HttpResponseMessage>> tries = [bench.TryAsync("192.0.2.1", "first")];
        await bench.CheckedAsync(1);
        foreach (var (address, password) in ((string, string)[])[(Guesser, "guess"), (Office, PortalBrowser.Password), ("192.0.2.2", "stranger"), ("192.0.2.3", "later stranger")])
        {
            tries.Add(bench.TryAsync(address, password, address == Office ? person.Email! : "nobody@example.com"));
            await bench.WaitingAsync(tries.Count - 1);
        }

        bench.Release();

        var answers = await Task.WhenAll(tries);
        bench.Checked.ShouldBe(["first", PortalBrowser.Password, "later stranger", "stranger", "guess"]);
        answers[2].StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_address_where_somebody_has_signed_in_has_no_advantage_once_it_guesses()
    {
        var person = await bench.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        (await bench.TryAsync(Guesser, PortalBrowser.Password, person.Email!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await GuessAsync(5);
        bench.Checked.Clear();

        (await RaceAsync("192.0.2.2", Guesser)).ShouldBe(["192.0.2.2", Guesser]);
    }

    [Fact]
    public async Task What_was_guessed_counts_for_ten_minutes()
    {
        await GuessAsync(5);
        bench.Clock.Advance(TimeSpan.FromMinutes(10.1));
        bench.Checked.Clear();

        (await RaceAsync("192.0.2.2", Guesser)).ShouldBe([Guesser, "192.0.2.2"]);
    }

    [Fact]
    public async Task Who_guesses_waits_three_times_as_long_as_the_last_guess_took_and_nobody_else_does()
    {
        bench.EachCheckTakes(TimeSpan.FromMilliseconds(200));
        await GuessAsync(5);
        (await bench.TryAsync(Guesser, "sixth")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var seventh = bench.TryAsync(Guesser, "seventh");
        await bench.WaitingAsync(1);
        // Another's check takes 200 of the 600 ms.
        (await bench.TryAsync("192.0.2.2", "stranger")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(399));
        (bench.Waiting, bench.Checked.Contains("seventh")).ShouldBe((1, false));
        bench.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await seventh).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Where_too_many_wait_those_who_guess_are_turned_away_with_a_sentence_and_not_counted()
    {
        var person = await bench.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        await GuessAsync(5);
        bench.Hold();
        var first = bench.TryAsync("192.0.2.1", "first");
        await bench.CheckedAsync(6);
        var guess = bench.TryAsync(Guesser, "guess", person.Email!);
        await bench.WaitingAsync(1);
        var others = Enumerable.Range(1, PasswordTurns.MostWaiting).Select(host => bench.TryAsync($"192.0.3.{host}", "stranger")).ToList();

        var answer = await Answer.OfAsync(await guess);

        answer.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Text(".form").ShouldContain("Wait a minute, then try again.");
        answer.Page.QuerySelector("#Input_Email")!.GetAttribute("value").ShouldBe(person.Email);
        (await guess).Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        bench.Portal.Log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("tried faster than they can be checked", StringComparison.Ordinal)).ShouldBe(1);
        bench.Release();
        (await Task.WhenAll([first, .. others])).ShouldAllBe(response => response.StatusCode == HttpStatusCode.UnprocessableEntity);
        bench.Checked.ShouldNotContain("guess");
        (await bench.TryAsync(Office, PortalBrowser.Password, person.Email!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_half_a_minute_and_what_was_not_checked_does_not_count()
    {
        await GuessAsync(4);
        bench.Hold();
        var first = bench.TryAsync("192.0.2.1", "first");
        await bench.CheckedAsync(5);
        var late = bench.TryAsync(Guesser, "late");
        await bench.WaitingAsync(1);
        bench.Clock.Advance(PasswordTurns.LongestWait);

        (await late).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        bench.Release();
        await first;
        bench.EachCheckTakes(TimeSpan.FromSeconds(1));
        // The fifth is the last that is no guess, so that the one after it need not wait.
        foreach (var password in (string[])["fifth", "sixth"])
            (await bench.TryAsync(Guesser, password).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Thousands_of_other_addresses_do_not_make_those_forgotten_that_guess_or_that_are_known()
    {
        var person = await bench.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        (await bench.TryAsync(Office, PortalBrowser.Password, person.Email!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await GuessAsync(5);

        await bench.FloodAsync(addresses: 25_000);

        bench.Checked.Clear();
        (await RaceAsync(Office, "192.0.2.2")).ShouldBe([Office, "192.0.2.2"]);
        bench.Checked.Clear();
        (await RaceAsync("192.0.2.3", Guesser)).ShouldBe(["192.0.2.3", Guesser]);
    }

    [Fact]
    public async Task The_password_alone_does_not_make_an_address_known_where_more_is_asked_for()
    {
        var person = await bench.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        await bench.Portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.TotpSecret, new byte[] { 1 })));
        (await bench.TryAsync(Office, PortalBrowser.Password, person.Email!)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in/code");
        bench.Checked.Clear();

        (await RaceAsync(Office, "192.0.2.2")).ShouldBe(["192.0.2.2", Office]);
    }

    [Theory]
    [InlineData("/account/password", "disabled")]
    [InlineData("/account/password", "signed out")]
    [InlineData("/account/password", "locked")]
    [InlineData("/settings/second-factor", "disabled")]
    [InlineData("/settings/second-factor", "deleted")]
    [InlineData("/settings/second-factor", "signed out")]
    [InlineData("/settings/second-factor", "demoted")]
    [InlineData("/settings/second-factor", "locked")]
    public async Task What_happens_while_one_waits_holds(string path, string what)
    {
        var owner = await bench.Portal.AddPersonAsync(BuiltInRoles.Owner);
        using var browser = bench.At(Office);
        await browser.SignInAsync(owner.Email!, PortalBrowser.Password);
        bench.Hold();
        var first = bench.TryAsync("192.0.2.1", "first");
        await bench.CheckedAsync(2);
        var asked = AskAsync(browser, path, PortalBrowser.Password);
        await bench.WaitingAsync(1);
        await bench.Portal.InDatabaseAsync(db => what switch
        {
            "disabled" => db.Users.Where(u => u.Id == owner.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDisabled, true)),
            "deleted" => db.Users.Where(u => u.Id == owner.Id).ExecuteDeleteAsync(),
            "signed out" => db.Sessions.ExecuteDeleteAsync(),
            "locked" => db.Users.Where(u => u.Id == owner.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, DateTimeOffset.UtcNow.AddMinutes(5))),
            _ => db.UserRoles.ExecuteDeleteAsync(),
        });

        bench.Release();

        await first;
        var answer = await Answer.OfAsync(await asked);
        if (what == "demoted") answer.Text("main").ShouldContain("What you may do has changed");
        else if (what == "locked") answer.Text("main").ShouldContain("locked for a while");
        else answer.Location.ShouldBe("/sign-in");
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "user.password_changed" || a.Action == "settings.changed"))).ShouldBe(0);
    }

    [Theory]
    [InlineData("/account/password")]
    [InlineData("/settings/second-factor")]
    public async Task Passwords_that_are_asked_for_within_wait_in_the_same_order(string path)
    {
        var admin = await bench.Portal.AddPersonAsync(BuiltInRoles.Owner);
        using var browser = bench.At(Guesser);
        await browser.SignInAsync(admin.Email!, PortalBrowser.Password);
        await GuessAsync(5);
        bench.Hold();
        var first = bench.TryAsync("192.0.2.1", "first");
        await bench.CheckedAsync(7);
        var asked = AskAsync(browser, path, "not the password");
        await bench.WaitingAsync(1);
        var others = Enumerable.Range(1, PasswordTurns.MostWaiting).Select(host => bench.TryAsync($"192.0.3.{host}", "stranger")).ToList();

        (await Answer.OfAsync(await asked)).Text("main").ShouldContain("yours was not checked");

        bench.Release();
        await Task.WhenAll([first, .. others]);
    }

    [Fact]
    public async Task Who_hangs_up_while_he_waits_leaves_his_place()
    {
        bench.Hold();
        var first = bench.TryAsync("192.0.2.1", "first");
        await bench.CheckedAsync(1);
        using var browser = bench.At("192.0.2.2");
        var token = await browser.TokenOfAsync("/sign-in");
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent([new("Input.Email", "nobody@example.com"), new("Input.Password", "gone"), new("__RequestVerificationToken", token)]);
        var second = browser.Http.PostAsync("/sign-in", form, hangUp.Token);
        await bench.WaitingAsync(1);

        await hangUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => second);
        await bench.WaitingAsync(0);
        bench.Release();
        (await first).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bench.Checked.ShouldBe(["first"]);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static Task<HttpResponseMessage> AskAsync(PortalBrowser browser, string path, string password) => browser.PostAsync(path, path, new()
    {
        ["Input.Current"] = password,
        ["Password"] = password,
        ["Input.New"] = "violet lamp under water",
        ["Input.Repeat"] = "violet lamp under water",
        ["SecondFactor"] = "HighRisk",
    });

    private async Task GuessAsync(int times)
    {
        for (var guess = 0; guess < times; guess++) (await bench.TryAsync(Guesser, "wrong")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Both wait, in this order, while another's is checked.</summary>
    /// <returns>In which order theirs were.</returns>
    private async Task<string[]> RaceAsync(string one, string other)
    {
        bench.Hold();
        List<Task> tries = [bench.TryAsync("192.0.2.99", "somebody's")];
        await bench.CheckedAsync(1);
        foreach (var address in (string[])[one, other])
        {
            tries.Add(bench.TryAsync(address, address));
            await bench.WaitingAsync(tries.Count - 1);
        }

        bench.Release();
        await Task.WhenAll(tries);
        return [.. bench.Checked.Skip(1)];
    }
}
