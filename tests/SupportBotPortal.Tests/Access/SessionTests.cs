using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;
    private PortalUser person = null!;
    private PortalBrowser browser = null!;

    public SessionTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    [Fact]
    public async Task Signing_out_makes_the_old_cookie_useless()
    {
        var cookie = await CookieAsync();
        (await WithCookieAsync(cookie)).ShouldBe(HttpStatusCode.OK);

        (await browser.PostAsync("/providers", "/sign-out", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await WithCookieAsync(cookie)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_session_ends_after_30_idle_minutes()
    {
        clock.Advance(TimeSpan.FromMinutes(29));
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(29));
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(31));

        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_session_ends_after_8_hours_however_busy()
    {
        for (var minutes = 0; minutes < 475; minutes += 25)
        {
            clock.Advance(TimeSpan.FromMinutes(25));
            (await StatusAsync()).ShouldBe(HttpStatusCode.OK);
        }

        clock.Advance(TimeSpan.FromMinutes(6));

        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_stream_does_not_extend_a_session()
    {
        clock.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/runs/none")).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(11));

        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Whose_session_has_ended_is_told_so_where_he_signs_in_and_who_signed_out_is_not()
    {
        clock.Advance(TimeSpan.FromMinutes(31));
        (await browser.GetAsync("/providers")).Location.ShouldBe("/sign-in?returnUrl=%2Fproviders");
        (await browser.GetAsync("/sign-in?returnUrl=%2Fproviders")).Text(".notice").ShouldStartWith("You are signed out. That happens after 30 minutes without use, 8 hours after signing in,");

        using var left = await portal.SignedInAsync(person);
        await left.PostAsync("/account/password", "/sign-out", []);
        (await left.GetAsync("/sign-in")).Html.ShouldNotContain("You are signed out");
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sessions_and_keeps_this_one()
    {
        using var other = await portal.SignedInAsync(person);
        (await other.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);

        using var changed = await browser.PostAsync("/account/password", "/account/password", new()
        {
            ["Input.Current"] = PortalBrowser.Password,
            ["Input.New"] = "nine purple submarines",
            ["Input.Repeat"] = "nine purple submarines",
        });

        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_in_as_somebody_else_ends_the_session_before_and_takes_a_new_key()
    {
        var cookie = await CookieAsync();
        var next = await portal.AddPersonAsync(BuiltInRoles.Admin);

        using (await browser.PostAsync("/account/password", "/sign-in", new() { ["Input.Email"] = next.Email!, ["Input.Password"] = PortalBrowser.Password }))
        {
            (await browser.PageAsync("/providers")).QuerySelector(".who a")!.TextContent.ShouldBe(next.Email);
        }

        (await WithCookieAsync(cookie)).ShouldBe(HttpStatusCode.Redirect);
        await portal.DisableAsync(next.Id);
        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("wrong", "nine purple submarines", "nine purple submarines", "current password is not right")]
    [InlineData(PortalBrowser.Password, "short", "short", "at least 12")]
    [InlineData(PortalBrowser.Password, "nine purple submarines", "nine purple submarine", "not the same")]
    public async Task A_refused_new_password_changes_nothing(string current, string next, string repeat, string sentence)
    {
        var answer = await Answer.OfAsync(await browser.PostAsync("/account/password", "/account/password", new() { ["Input.Current"] = current, ["Input.New"] = next, ["Input.Repeat"] = repeat }));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text("main .field .error").ShouldContain(sentence);
        using var again = await portal.SignedInAsync(person);
        (await again.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Disabling_a_person_ends_access_at_the_next_request()
    {
        await portal.DisableAsync(person.Id);

        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_disabled_persons_sessions_are_dropped_when_one_is_met_and_do_not_come_back()
    {
        using var other = await portal.SignedInAsync(person);
        using var somebody = await portal.SignedInAsync(await portal.AddPersonAsync(BuiltInRoles.Operator));
        await portal.DisableAsync(person.Id);
        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        await portal.InDatabaseAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDisabled, false)));

        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
        (await other.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await somebody.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("UPDATE Sessions SET Ticket = (SELECT Ticket FROM Sessions WHERE UserId = '{0}') WHERE UserId = '{1}'")]
    [InlineData("UPDATE Sessions SET Ticket = (SELECT Ticket FROM Sessions WHERE UserId = '{0}'), UserId = '{0}' WHERE UserId = '{1}'")]
    [InlineData("UPDATE Sessions SET UserId = '{0}' WHERE UserId = '{1}'")]
    public async Task Another_persons_ticket_or_name_in_ones_own_row_is_no_session(string sql)
    {
        var owner = await portal.AddPersonAsync(BuiltInRoles.Owner);
        using var ownersBrowser = await portal.SignedInAsync(owner);
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);

        await portal.ChangeFileAsync(string.Format(CultureInfo.InvariantCulture, sql, owner.Id.ToString().ToUpperInvariant(), person.Id.ToString().ToUpperInvariant()));

        (await StatusAsync()).ShouldBe(HttpStatusCode.Redirect);
        (await ownersBrowser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    public async ValueTask InitializeAsync()
    {
        person = await portal.AddPersonAsync(BuiltInRoles.Operator);
        browser = await portal.SignedInAsync(person);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return portal.DisposeAsync();
    }

    private async Task<HttpStatusCode> StatusAsync() => (await browser.GetAsync("/providers")).Status;

    /// <summary>Signs in anew and keeps the cookie as a thief would.</summary>
    private async Task<string> CookieAsync()
    {
        browser.Dispose();
        browser = new PortalBrowser(portal);
        using var response = await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password });
        return response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("supportbot=", StringComparison.Ordinal)).Split(';')[0];
    }

    private async Task<HttpStatusCode> WithCookieAsync(string cookie)
    {
        using var bare = portal.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/providers") { Headers = { { "Cookie", cookie } } };
        using var response = await bare.SendAsync(request);
        return response.StatusCode;
    }
}
