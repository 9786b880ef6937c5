using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>A passkey signs its person in, at this portal only, and stands for the password, too.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;
    private readonly SoftAuthenticator device = new();

    public PasskeyTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    [Fact]
    public async Task A_passkey_signs_in_without_password_and_code()
    {
        var person = await WithPasskeyAsync();
        using var browser = new PortalBrowser(portal);
        device.Count++;

        (await browser.UsePasskeyAsync(device.Sign(await browser.PasskeyOptionsAsync()))).Location.ShouldBe("/");

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await LastAsync(person)).ShouldBe(("sign_in.succeeded", """[{"field":"By","before":null,"after":"passkey"}]"""));
    }

    [Fact]
    public async Task The_first_one_brings_recovery_codes_and_from_then_on_the_password_alone_does_not_let_in()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var codes = Factors.CodesIn(await browser.AddPasskeyAsync(device));
        codes.Count.ShouldBe(10);
        using var another = new SoftAuthenticator();
        (await browser.AddPasskeyAsync(another, "Phone")).Location.ShouldBe("/account/second-factor");

        using var other = new PortalBrowser(portal);
        (await other.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password })).Location!.ShouldStartWith("/sign-in/code");
        var second = await other.GetAsync("/sign-in/code");
        second.Page.QuerySelector("#code").ShouldBeNull();
        second.Page.QuerySelector("form[data-passkey]").ShouldNotBeNull();
        (await other.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await other.TypeCodeAsync(codes[0], recovery: true)).Location.ShouldBe("/");
        (await other.GetAsync("/account")).Text("main").ShouldContain("2 passkeys, 9 recovery codes.");
    }

    [Fact]
    public async Task What_was_signed_once_signs_in_once()
    {
        await WithPasskeyAsync();
        using var browser = new PortalBrowser(portal);
        device.Count++;
        var signed = device.Sign(await browser.PasskeyOptionsAsync());
        (await browser.UsePasskeyAsync(signed)).Status.ShouldBe(HttpStatusCode.Redirect);
        await browser.PostAsync("/account/password", "/sign-out", []);

        (await browser.UsePasskeyAsync(signed)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var thief = new PortalBrowser(portal);
        await thief.PasskeyOptionsAsync();
        (await thief.UsePasskeyAsync(signed)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Who_has_seen_the_request_cannot_send_it_again_with_its_cookies()
    {
        await WithPasskeyAsync();
        using var browser = new PortalBrowser(portal);
        var token = await browser.TokenOfAsync("/sign-in");
        using var ask = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var asked = await browser.Http.PostAsync("/sign-in/passkey?handler=Options", ask, TestContext.Current.CancellationToken);
        var cookie = asked.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("supportbot-passkey=", StringComparison.Ordinal)).Split(';')[0];
        // A passkey that is on several devices counts nothing.
        device.Count = 0;
        await portal.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE AspNetUserPasskeys SET Data = json_set(Data, '$.SignCount', 0)"));
        var signed = device.Sign(await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await browser.UsePasskeyAsync(signed)).Status.ShouldBe(HttpStatusCode.Redirect);

        using var thief = new PortalBrowser(portal);
        var (page, form) = (await thief.TokenOfAsync("/sign-in"), new Dictionary<string, string> { ["credential"] = signed });
        form["__RequestVerificationToken"] = page;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Cookie", cookie);
        using var again = await thief.Http.SendAsync(request, TestContext.Current.CancellationToken);

        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "sign_in.passkey_refused"))).ShouldBe(1);
    }

    public static TheoryData<string> Lies => ["nothing asked", "another site", "no finger", "a counter that fell", "rubbish", "nothing", "too late"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_is_not_right_about_it_lets_nobody_in(string lie)
    {
        var person = await WithPasskeyAsync();
        using var browser = new PortalBrowser(portal);
        var options = await browser.PasskeyOptionsAsync();
        device.Count = lie == "a counter that fell" ? 1u : 3u;
        if (lie == "a counter that fell") await portal.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE AspNetUserPasskeys SET Data = json_set(Data, '$.SignCount', 9)"));
        device.Verifies = lie != "no finger";
        if (lie == "another site") device.Origin = "https://evil.example";
        var credential = lie switch { "rubbish" => "{]", "nothing" => "", _ => device.Sign(options) };
        if (lie == "too late") clock.Advance(TimeSpan.FromMinutes(6));
        using var stranger = new PortalBrowser(portal);

        var refused = await (lie == "nothing asked" ? stranger : browser).UsePasskeyAsync(credential);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("[role=alert]").ShouldContain("This passkey was not accepted");
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        // What was never asked for here is not even a line.
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "sign_in.passkey_refused"))).ShouldBe(lie is "nothing asked" or "too late" or "nothing" ? 0 : 1);
        (await LastAsync(person)).Action.ShouldBe("user.passkey_added");
    }

    [Fact]
    public async Task A_disabled_person_gets_the_same_answer_as_an_unknown_passkey()
    {
        var person = await WithPasskeyAsync();
        await portal.DisableAsync(person.Id);
        using var browser = new PortalBrowser(portal);
        using var unknown = new SoftAuthenticator();
        device.Count++;

        var disabled = await browser.UsePasskeyAsync(device.Sign(await browser.PasskeyOptionsAsync()));
        var nobody = await browser.UsePasskeyAsync(unknown.Sign(await browser.PasskeyOptionsAsync()));

        disabled.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        nobody.Text("main").ShouldBe(disabled.Text("main"));
    }

    [Fact]
    public async Task Whoever_tries_passwords_does_not_keep_out_who_has_a_passkey()
    {
        var person = await WithPasskeyAsync();
        using var guesser = new PortalBrowser(portal);
        for (var attempt = 0; attempt < 5; attempt++) await guesser.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = "wrong" });
        using var browser = new PortalBrowser(portal);
        device.Count++;

        (await browser.UsePasskeyAsync(device.Sign(await browser.PasskeyOptionsAsync()))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_passkey_is_made_after_the_password_and_for_the_person_who_typed_it()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var wrong = await browser.SubmitFormAsync(Factors.NewPasskeyPage, new() { ["Name"] = "Laptop", ["Password"] = "wrong" });
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe("Laptop");
        wrong.Page.QuerySelector("[data-given]").ShouldBeNull();
        // What signing in asks for is no leave to add one.
        var keep = await browser.SubmitFormAsync(Factors.NewPasskeyPage, new() { ["Name"] = "Laptop", ["credential"] = "{}" }, Factors.NewPasskeyPage + "?handler=Keep");
        keep.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        keep.Text("[role=alert]").ShouldContain("Try it again.");

        (await browser.SubmitFormAsync(Factors.NewPasskeyPage, new() { ["Name"] = " ", ["Password"] = PortalBrowser.Password })).Text("#name-help .error").ShouldContain("needs a name");
        (await portal.InDatabaseAsync(db => db.UserPasskeys.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task It_is_renamed_and_removed_by_its_own_person_only()
    {
        var person = await WithPasskeyAsync();
        using var browser = await BackAsync();
        var page = $"/account/passkeys/{device.Id}";
        using var stranger = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Owner);
        foreach (var other in (string[])[page, "/account/passkeys/xyz", "/account/passkeys/0"]) (await stranger.GetAsync(other)).Status.ShouldBe(HttpStatusCode.NotFound);

        (await browser.SubmitFormAsync(page, new() { ["Name"] = "Old laptop" })).Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/account/second-factor")).Text(".passkeys").ShouldContain("Old laptop");
        (await browser.SubmitFormAsync(page, new() { ["Password"] = "wrong" }, page + "?handler=Remove")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitFormAsync(page, new() { ["Password"] = PortalBrowser.Password }, page + "?handler=Remove")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await portal.InDatabaseAsync(db => db.UserPasskeys.CountAsync())).ShouldBe(0);
        (await portal.InDatabaseAsync(db => db.RecoveryCodes.CountAsync())).ShouldBe(0);
        (await browser.GetAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await LastAsync(person)).ShouldBe(("user.passkey_removed", """[{"field":"Passkey","before":"Old laptop","after":null}]"""));
        device.Count++;
        using var gone = new PortalBrowser(portal);
        (await gone.UsePasskeyAsync(device.Sign(await gone.PasskeyOptionsAsync()))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_only_way_in_is_not_removed()
    {
        var person = await WithPasskeyAsync();
        await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        using var browser = await BackAsync();
        var page = $"/account/passkeys/{device.Id}";
        (await browser.GetAsync(page)).Text(".notice-attention").ShouldStartWith("It cannot be removed: it is the only way in which you can sign in.");

        (await browser.SubmitFormAsync(page, [], page + "?handler=Remove")).Status.ShouldBe(HttpStatusCode.Conflict);

        (await portal.InDatabaseAsync(db => db.UserPasskeys.CountAsync())).ShouldBe(1);
        (await portal.InDatabaseAsync(db => db.RecoveryCodes.CountAsync())).ShouldBe(10);
        using var again = await BackAsync();
    }

    [Fact]
    public async Task Under_a_public_address_passkeys_are_good_there_and_nowhere_else()
    {
        await using var public_ = new PortalFactory { Replace = StartedPortal.Quick, Settings = new Dictionary<string, string?> { ["Portal:PublicUrl"] = "https://portal.example.com" } };
        var person = await public_.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await public_.SignedInAsync(person);
        using var other = new SoftAuthenticator();
        (await browser.AddPasskeyAsync(other)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Origin = "https://portal.example.com";

        Factors.CodesIn(await browser.AddPasskeyAsync(other)).Count.ShouldBe(10);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        device.Dispose();
        return portal.DisposeAsync();
    }

    private async Task<PortalUser> WithPasskeyAsync()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        Factors.CodesIn(await browser.AddPasskeyAsync(device)).Count.ShouldBe(10);
        return person;
    }

    /// <summary>Signed in again, by the passkey.</summary>
    private async Task<PortalBrowser> BackAsync()
    {
        var browser = new PortalBrowser(portal);
        device.Count++;
        (await browser.UsePasskeyAsync(device.Sign(await browser.PasskeyOptionsAsync()))).Status.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    private async Task<(string Action, string Changes)> LastAsync(PortalUser person)
    {
        var last = await portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == person.Id.ToString()).OrderByDescending(a => a.Id).FirstAsync());
        return (last.Action, last.Changes);
    }
}
