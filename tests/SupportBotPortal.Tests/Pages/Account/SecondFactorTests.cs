using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>An authenticator app, and recovery codes for the day on which it is lost.</summary>
public sealed class SecondFactorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;

    public SecondFactorTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    [Fact]
    public async Task With_an_app_the_password_alone_opens_nothing_and_its_code_does()
    {
        var (person, secret, codes) = await WithAppAsync();
        codes.Count.ShouldBe(10);
        codes.ShouldAllBe(code => code.Length == 19 && code.Count(c => c == '-') == 3);
        clock.Advance(TimeSpan.FromMinutes(2));
        using var browser = await portal.HalfwayAsync(person);
        (await browser.GetAsync("/providers")).Location!.ShouldStartWith("/sign-in?");
        (await browser.GetAsync("/account")).Location!.ShouldStartWith("/sign-in?");

        (await browser.TypeCodeAsync(Factors.CodeOf(secret, clock.GetUtcNow()))).Location.ShouldBe("/");

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await ChangesAsync("sign_in.succeeded", person)).ShouldContain("authenticator app");
    }

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-90, false)]
    [InlineData(90, false)]
    public async Task A_clock_may_be_half_a_minute_off_and_no_more(int seconds, bool accepted)
    {
        var (person, secret, _) = await WithAppAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        using var browser = await portal.HalfwayAsync(person);

        var answer = await browser.TypeCodeAsync(Factors.CodeOf(secret, clock.GetUtcNow().AddSeconds(seconds)));

        answer.Status.ShouldBe(accepted ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_code_works_once_also_for_whoever_looked_over_a_shoulder()
    {
        var (person, secret, _) = await WithAppAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        var code = Factors.CodeOf(secret, clock.GetUtcNow());
        using var first = await portal.HalfwayAsync(person);
        using var second = await portal.HalfwayAsync(person);
        (await first.TypeCodeAsync(code)).Status.ShouldBe(HttpStatusCode.Redirect);

        var again = await second.TypeCodeAsync(code);

        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        again.Text("[role=alert]").ShouldContain("was used before");
    }

    [Fact]
    public async Task The_code_that_turned_the_app_on_signs_nobody_in()
    {
        var (person, secret, _) = await WithAppAsync();
        using var browser = await portal.HalfwayAsync(person);

        (await browser.TypeCodeAsync(Factors.CodeOf(secret, clock.GetUtcNow()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Wrong_codes_count_as_wrong_passwords_do_and_a_right_password_does_not_take_them_back()
    {
        var (person, _, _) = await WithAppAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var guesser = await portal.HalfwayAsync(person);
            (await guesser.TypeCodeAsync("123456")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        using var last = await portal.HalfwayAsync(person);
        (await last.TypeCodeAsync("123456")).Location.ShouldStartWith("/sign-in?");
        (await last.GetAsync("/sign-in")).Text(".notice").ShouldStartWith("Too many tries were wrong: the account is locked for ten minutes.");

        using var browser = new PortalBrowser(portal);
        (await browser.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ActionsAsync(person)).Count(a => a == "sign_in.code_refused").ShouldBe(5);
    }

    [Fact]
    public async Task Who_is_half_signed_in_has_five_minutes()
    {
        var (person, _, _) = await WithAppAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        using var browser = await portal.HalfwayAsync(person);
        clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        (await browser.GetAsync("/sign-in/code")).Location!.ShouldStartWith("/sign-in?");
        (await browser.GetAsync("/sign-in")).Text(".notice").ShouldStartWith("That took longer than five minutes");
    }

    [Fact]
    public async Task A_new_password_or_a_disabled_account_ends_what_is_half_signed_in()
    {
        var (person, secret, _) = await WithAppAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        using var first = await portal.HalfwayAsync(person);
        using var second = await portal.HalfwayAsync(person);
        var code = Factors.CodeOf(secret, clock.GetUtcNow());
        var token = await first.TokenOfAsync("/sign-in/code");
        await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "another")));

        using var request = new FormUrlEncodedContent([new("code", code), new("recovery", "false"), new("__RequestVerificationToken", token)]);
        (await first.Http.PostAsync("/sign-in/code", request, TestContext.Current.CancellationToken)).Headers.Location!.ToString().ShouldStartWith("/sign-in?");

        await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, person.SecurityStamp)));
        await portal.DisableAsync(person.Id);
        (await second.TypeCodeAsync(code)).Location!.ShouldStartWith("/sign-in?");
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once_however_it_is_typed()
    {
        var (person, _, codes) = await WithAppAsync();
        using (var browser = await portal.HalfwayAsync(person))
            (await browser.TypeCodeAsync(" " + codes[0].ToUpperInvariant().Replace("-", " ") + " ", recovery: true)).Location.ShouldBe("/");
        using (var browser = await portal.HalfwayAsync(person))
            (await browser.TypeCodeAsync(codes[0], recovery: true)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var signedIn = await portal.HalfwayAsync(person);
        (await signedIn.TypeCodeAsync(codes[1], recovery: true)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await signedIn.GetAsync("/account")).Text("#flash").ShouldStartWith("You signed in with a recovery code; 8 are left.");
        (await signedIn.GetAsync("/account/second-factor")).Text("main").ShouldContain("You have 8 left.");
        (await ChangesAsync("sign_in.succeeded", person)).ShouldContain("recovery code");
    }

    [Theory]
    [InlineData(false, "Enter the six digits")]
    [InlineData(true, "Enter one of the codes")]
    public async Task Nothing_typed_is_no_wrong_code(bool recovery, string sentence)
    {
        var (person, _, _) = await WithAppAsync();
        using var browser = await portal.HalfwayAsync(person);

        for (var i = 0; i < 6; i++) (await browser.TypeCodeAsync(" ", recovery)).Text("[role=alert]").ShouldStartWith(sentence);

        (await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).Select(u => u.AccessFailedCount).SingleAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_recovery_code_in_the_field_of_the_app_is_no_wrong_code()
    {
        var (person, _, codes) = await WithAppAsync();
        using var browser = await portal.HalfwayAsync(person);

        for (var i = 0; i < 6; i++) (await browser.TypeCodeAsync(codes[0])).Text("[role=alert]").ShouldStartWith("That looks like a recovery code.");

        (await browser.TypeCodeAsync(codes[0], recovery: true)).Location.ShouldBe("/");
    }

    [Fact]
    public async Task New_recovery_codes_void_the_old_ones_and_cost_the_password()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var (_, codes) = await browser.SetUpAppAsync(clock.GetUtcNow());
        const string page = "/account/second-factor/codes";
        (await browser.SubmitFormAsync(page, new() { ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var fresh = Factors.CodesIn(await browser.SubmitFormAsync(page, new() { ["Password"] = PortalBrowser.Password }));

        fresh.Count.ShouldBe(10);
        fresh.Intersect(codes).ShouldBeEmpty();
        using var other = await portal.HalfwayAsync(person);
        (await other.TypeCodeAsync(codes[0], recovery: true)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.TypeCodeAsync(fresh[0], recovery: true)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Neither_secret_nor_codes_lie_in_the_database_the_log_or_the_audit_log()
    {
        var (person, secret, codes) = await WithAppAsync();
        using var browser = await portal.HalfwayAsync(person);
        await browser.TypeCodeAsync(codes[0], recovery: true);

        foreach (var text in codes.Append(secret).Append(codes[0].Replace("-", "")))
        {
            var search = new SecretSearch(text);
            search.InFiles(portal.DataDirectory).Concat(portal.Log.Lines.SelectMany(line => search.In("log", line))).ShouldBeEmpty();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private async Task<(PortalUser Person, string Secret, IReadOnlyList<string> Codes)> WithAppAsync()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var (secret, codes) = await browser.SetUpAppAsync(clock.GetUtcNow());
        return (person, secret, codes);
    }

    private Task<List<string>> ActionsAsync(PortalUser person) => portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == person.Id.ToString()).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());

    private Task<string> ChangesAsync(string action, PortalUser person) => portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == person.Id.ToString() && a.Action == action).OrderByDescending(a => a.Id).Select(a => a.Changes).FirstAsync())!;
}
