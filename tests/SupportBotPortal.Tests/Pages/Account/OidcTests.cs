using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>Signing in through a real identity provider, and what it may and may not decide.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private IdentityProvider provider = null!;
    private PortalFactory portal = null!;

    [Fact]
    public async Task Who_is_unknown_gets_an_account_with_the_roles_of_the_groups_and_no_password()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads", "something else");
        using var browser = new PortalBrowser(portal);

        (await SignInAsync(browser, "rosa", "/usage")).Location.ShouldBe("/usage");

        (await browser.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/people")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var rosa = await UserAsync("rosa@example.com");
        (rosa.PasswordHash, rosa.EmailConfirmed, rosa.InvitedBy).ShouldBe((null, true, "Example login"));
        (await RolesAsync(rosa)).ShouldBe([BuiltInRoles.Operator]);
        (await browser.GetAsync("/account")).Text("main").ShouldContain("You have no password here.");
        (await browser.GetAsync("/account/password")).Location.ShouldBe("/account");
        (await ActionsAsync(rosa)).ShouldBe(["user.created", "user.roles_changed", "sign_in.succeeded"]);
    }

    [Fact]
    public async Task The_request_asks_for_a_code_with_PKCE_in_the_address_and_keeps_the_secret_to_itself()
    {
        using var browser = new PortalBrowser(portal);

        var query = QueryHelpers.ParseQuery(new Uri((await browser.GetAsync("/sign-in/oidc")).Location!).Query);

        string.Join(' ', query["response_type"], query["response_mode"], query["code_challenge_method"], query["redirect_uri"]).ShouldBe("code query S256 http://localhost/sign-in/oidc/callback");
        query["nonce"].ToString().ShouldNotBeEmpty();
        query["scope"].ToString().ShouldBe("openid profile email groups");
        query.Values.ShouldAllBe(value => !value.ToString().Contains(IdentityProvider.ClientSecret));
    }

    [Fact]
    public async Task Roles_that_groups_bring_follow_the_groups_and_the_others_stay()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using (var browser = new PortalBrowser(portal)) await SignInAsync(browser, "rosa");
        var rosa = await UserAsync("rosa@example.com");
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            (await users.AddToRoleAsync((await users.FindByIdAsync(rosa.Id.ToString()))!, BuiltInRoles.Viewer)).Succeeded.ShouldBeTrue();
        }

        provider.People["rosa"] = new("sub-1", "rosa@example.com", "portal-admins");
        using (var browser = new PortalBrowser(portal)) await SignInAsync(browser, "rosa");
        (await RolesAsync(rosa)).ShouldBe([BuiltInRoles.Admin, BuiltInRoles.Viewer]);

        provider.People["rosa"] = new("sub-1", "rosa@example.com");
        using (var browser = new PortalBrowser(portal)) await SignInAsync(browser, "rosa");
        (await RolesAsync(rosa)).ShouldBe([BuiltInRoles.Viewer]);
        (await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "user.roles_changed").OrderBy(a => a.Id).Select(a => a.ActorName + a.Changes).ToListAsync())).ShouldBe(
        [
            """Example login[{"field":"Roles","before":"none","after":"Operator"}]""",
            """Example login[{"field":"Roles","before":"Operator, Viewer","after":"Admin, Viewer"}]""",
            """Example login[{"field":"Roles","before":"Admin, Viewer","after":"Viewer"}]""",
        ]);
    }

    [Fact]
    public async Task The_last_owner_stays_one_whatever_the_groups_say()
    {
        provider.People["olga"] = new("sub-9", "olga@example.com", "owners");
        using (var browser = new PortalBrowser(portal)) await SignInAsync(browser, "olga");
        provider.People["olga"] = new("sub-9", "olga@example.com");
        using (var browser = new PortalBrowser(portal)) await SignInAsync(browser, "olga");

        (await RolesAsync(await UserAsync("olga@example.com"))).ShouldBe([BuiltInRoles.Owner]);
    }

    [Fact]
    public async Task An_account_is_found_by_a_verified_email_once_and_by_the_subject_from_then_on()
    {
        var person = await WithoutPasswordAsync();
        provider.People["me"] = new("sub-2", person.Email);
        using (var browser = new PortalBrowser(portal)) (await SignInAsync(browser, "me")).Location.ShouldBe("/");
        (await ActionsAsync(person)).ShouldBe(["user.linked", "sign_in.succeeded"]);
        provider.People["me"] = new("sub-2", "married@example.com");
        using (var browser = new PortalBrowser(portal)) await SignInAsync(browser, "me");
        (await portal.InDatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);

        // The address was given to somebody else.
        provider.People["other"] = new("sub-3", person.Email);
        using var stranger = new PortalBrowser(portal);
        await RefusedAsync(stranger, "other", "not connected with Example login");
    }

    [Fact]
    public async Task An_account_with_a_password_or_a_passkey_is_connected_by_who_can_sign_in_to_it_and_by_nobody_else()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        provider.People["boss"] = new("sub-2", person.Email, "owners");
        provider.People["other"] = new("sub-3", "other@example.com", "support-leads");
        using (var stranger = new PortalBrowser(portal)) await RefusedAsync(stranger, "boss", "connect it on its page");
        using var browser = await portal.SignedInAsync(person);
        (await SignInAsync(browser, "boss", query: "connect=true")).Location.ShouldBe("/sign-in/oidc?problem=NotConfirmed");
        (await browser.GetAsync("/account")).Page.QuerySelector("a[href='/account/connect']").ShouldNotBeNull();
        (await browser.SubmitFormAsync("/account/connect", new() { ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitFormAsync("/account/connect", new() { ["Password"] = PortalBrowser.Password })).Page.QuerySelector("main a.btn-primary")!.GetAttribute("href").ShouldBe("/sign-in/oidc?connect=True");

        (await SignInAsync(browser, "boss", query: "connect=true")).Location.ShouldBe("/account");

        (await browser.GetAsync("/account")).Text("main").ShouldContain("You sign in with it, or with your password.");
        using (var other = new PortalBrowser(portal)) await SignInAsync(other, "other");
        (await SignInAsync(browser, "other", query: "connect=true")).Location.ShouldBe("/sign-in/oidc?problem=SomebodyElses");
        using var back = new PortalBrowser(portal);
        (await SignInAsync(back, "boss")).Location.ShouldBe("/");
        (await RolesAsync(person)).ShouldBe([BuiltInRoles.Owner, BuiltInRoles.Viewer]);
    }

    [Fact]
    public async Task A_connection_can_be_ended_and_nobody_gives_a_password_to_who_is_brought_in_by_it()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using var browser = new PortalBrowser(portal);
        await SignInAsync(browser, "rosa");
        var rosa = await UserAsync("rosa@example.com");
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Owner);
        (await admin.SubmitFormAsync($"/people/{rosa.Id}/link", new() { ["Password"] = PortalBrowser.Password })).Location.ShouldBe($"/people/{rosa.Id}");
        (await admin.GetAsync($"/people/{rosa.Id}")).Text("#flash").ShouldContain("has no password here");

        (await admin.PressAsync($"/people/{rosa.Id}/disconnect")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.UserLogins.CountAsync())).ShouldBe(0);
        (await ActionsAsync(rosa)).ShouldContain("user.disconnected");
    }

    [Fact]
    public async Task Coming_by_the_provider_over_an_open_session_begins_another_one()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var before = await KeysAsync();

        (await SignInAsync(browser, "rosa")).Location.ShouldBe("/");

        (await browser.GetAsync("/account")).Text(".page-head").ShouldContain("rosa@example.com");
        (await KeysAsync()).Intersect(before).ShouldBeEmpty();

        Task<List<string>> KeysAsync() => portal.InDatabaseAsync(async db => (await db.Sessions.Select(s => s.KeyHash).ToListAsync()).ConvertAll(Convert.ToHexString));
    }

    [Fact]
    public async Task Who_comes_back_again_and_again_is_asked_to_wait()
    {
        await using var strict = new PortalFactory { Settings = provider.Settings() };
        using var browser = new PortalBrowser(strict);
        for (var attempt = 0; attempt < 30; attempt++) (await browser.GetAsync("/sign-in/oidc/callback?code=x&state=y")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/sign-in/oidc/callback?code=x&state=y")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_email_that_nobody_verified_opens_no_account()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Owner);
        provider.People["thief"] = new("sub-4", person.Email, "support-leads") { IsEmailVerified = false };
        provider.People["newcomer"] = new("sub-5", "cfo@example.com", "support-leads") { IsEmailVerified = false };
        provider.People["hidden"] = new("sub-6", "cf\u200bo@example.com", "support-leads");
        using var browser = new PortalBrowser(portal);

        await RefusedAsync(browser, "thief", "does not say an email of yours that it has verified");
        await RefusedAsync(browser, "newcomer", "does not say an email of yours that it has verified");
        await RefusedAsync(browser, "hidden", "does not say an email of yours that it has verified");
        (await portal.InDatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "sign_in.refused" && a.Changes.Contains("NoEmail")))).ShouldBe(3);
    }

    [Fact]
    public async Task Who_has_no_role_no_email_or_a_disabled_account_is_told_so_and_gets_in_nowhere()
    {
        provider.People["outsider"] = new("sub-5", "outsider@example.com", "sales");
        provider.People["nameless"] = new("sub-6", null, "support-leads");
        var person = await WithoutPasswordAsync();
        provider.People["gone"] = new("sub-7", person.Email);
        await portal.DisableAsync(person.Id);
        using var browser = new PortalBrowser(portal);

        await RefusedAsync(browser, "outsider", "None of your groups");
        await RefusedAsync(browser, "nameless", "does not say an email");
        await RefusedAsync(browser, "gone", "is disabled");
        await RefusedAsync(browser, "nobody", "did not let you in");

        (await portal.InDatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_invited_person_may_come_this_way_and_the_invitation_is_void_then()
    {
        var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        using var inviter = admin;
        var viewer = await portal.InDatabaseAsync(db => db.Roles.Where(r => r.Name == BuiltInRoles.Viewer).Select(r => r.Id).SingleAsync());
        var made = await admin.SubmitFormAsync("/people/invite", new() { ["Form.Email"] = "ines@example.com", ["Roles"] = viewer.ToString(), ["Password"] = PortalBrowser.Password });
        made.Status.ShouldBe(HttpStatusCode.OK, made.Html);
        provider.People["ines"] = new("sub-8", "Ines@Example.com");
        using var browser = new PortalBrowser(portal);

        (await SignInAsync(browser, "ines")).Location.ShouldBe("/");

        (await RolesAsync(await UserAsync("ines@example.com"))).ShouldBe([BuiltInRoles.Viewer]);
        (await portal.InDatabaseAsync(db => db.AccountLinks.CountAsync())).ShouldBe(0);
        (await admin.GetAsync("/people?q=ines")).Text(".badge").ShouldBe("Active");
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_here_signs_nobody_in()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using var victim = new PortalBrowser(portal);
        using var attacker = new PortalBrowser(portal);
        var callback = await CallbackAsync(attacker, "rosa");

        (await victim.GetAsync(callback)).Location.ShouldBe("/sign-in/oidc?problem=Failed");
        (await victim.GetAsync("/sign-in/oidc/callback?code=x&state=y")).Location.ShouldBe("/sign-in/oidc?problem=Failed");
        (await victim.GetAsync("/sign-in/oidc?problem=Failed")).Text("[role=alert]").ShouldContain("begun in another browser");
        (await victim.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        // Once, where it was asked for.
        (await attacker.GetAsync(callback)).Location.ShouldBe("/");
        (await attacker.GetAsync(callback)).Location.ShouldBe("/sign-in/oidc?problem=Failed");
    }

    [Fact]
    public async Task Who_has_no_password_confirms_at_the_provider_before_what_asks_for_one()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "portal-admins");
        provider.People["other"] = new("sub-2", "other@example.com", "portal-admins");
        using var browser = new PortalBrowser(portal);
        await SignInAsync(browser, "rosa");
        var victim = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        var page = $"/people/{victim.Id}/delete";
        var asked = await browser.GetAsync(page);
        asked.Page.QuerySelector("#password").ShouldBeNull();
        asked.Page.QuerySelector("a[href='/account/confirm']").ShouldNotBeNull();
        (await browser.SubmitFormAsync(page, [])).Text("[role=alert]").ShouldContain("Confirm first who you are");
        (await browser.GetAsync("/account/confirm")).Page.QuerySelector("main a.btn")!.GetAttribute("href").ShouldBe("/sign-in/oidc?confirm=True");

        // Somebody else, and somebody who typed the password there an hour ago.
        (await SignInAsync(browser, "other", query: "confirm=true")).Location.ShouldBe("/sign-in/oidc?problem=NotConfirmed");
        provider.SignedInSince = TimeSpan.FromHours(1);
        (await SignInAsync(browser, "rosa", query: "confirm=true")).Location.ShouldBe("/sign-in/oidc?problem=NotConfirmed");
        (await browser.SubmitFormAsync(page, [])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        provider.SignedInSince = TimeSpan.Zero;
        var asks = QueryHelpers.ParseQuery(new Uri((await browser.GetAsync("/sign-in/oidc?confirm=true")).Location!).Query);
        string.Join(' ', asks["prompt"], asks["max_age"]).ShouldBe("login 0");

        (await SignInAsync(browser, "rosa", query: "confirm=true")).Location.ShouldBe("/account/confirm");

        (await browser.GetAsync("/account/confirm")).Text("h1").ShouldBe("Confirmed");
        (await browser.SubmitFormAsync(page, [])).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Users.CountAsync(u => u.Id == victim.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task A_passkey_confirms_as_well_and_only_ones_own()
    {
        provider.People["rosa"] = new("sub-1", "rosa@example.com", "portal-admins");
        using var browser = new PortalBrowser(portal);
        await SignInAsync(browser, "rosa");
        await SignInAsync(browser, "rosa", query: "confirm=true");
        using var device = new SoftAuthenticator();
        await browser.AddPasskeyAsync(device);
        await portal.InDatabaseAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvenAt, (DateTime?)null)));
        using var stranger = new SoftAuthenticator();
        (await ConfirmAsync(stranger)).Text("[role=alert]").ShouldContain("no passkey of yours");
        (await browser.GetAsync("/account/confirm")).Text("h1").ShouldBe("Confirm who you are");

        (await ConfirmAsync(device)).Location.ShouldBe("/account/confirm");

        (await browser.GetAsync("/account/confirm")).Text("h1").ShouldBe("Confirmed");

        async Task<Answer> ConfirmAsync(SoftAuthenticator with)
        {
            with.Count++;
            var options = await browser.SubmitFormAsync("/account/confirm", [], "/sign-in/passkey?handler=Options");
            return await browser.SubmitFormAsync("/account/confirm", new() { ["credential"] = with.Sign(options.Html) });
        }
    }

    [Fact]
    public async Task Settings_say_what_it_gives_and_which_role_there_is_not()
    {
        await using var other = new PortalFactory { Replace = StartedPortal.Quick, Settings = provider.Settings(("support-leads", BuiltInRoles.Operator), ("typos", "Opperator")) };
        using var owner = await PortalBrowser.SignedInAsync(other, BuiltInRoles.Owner);

        var page = await owner.GetAsync("/settings");

        page.Text("main").ShouldContain("support-leads → Operator");
        page.Text(".notice-bad").ShouldContain("There is no role called “Opperator”");
        page.Html.ShouldNotContain(IdentityProvider.ClientSecret);
    }

    [Theory]
    [InlineData("Oidc:Authority", "http://login.example.com", "https address")]
    [InlineData("Oidc:ClientId", "", "Oidc:ClientId is missing")]
    [InlineData("Oidc:ClientSecretFile", "/nowhere/secret", "both set")]
    [InlineData("Oidc:Roles:0:Role", "", "needs a Group and a Role")]
    public async Task A_setting_that_cannot_be_used_ends_the_start_with_a_sentence(string name, string value, string sentence)
    {
        await using var wrong = new PortalFactory { Settings = new Dictionary<string, string?>(provider.Settings(("a", "b"))) { [name] = value } };

        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => wrong.Services).Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_to_and_passwords_still_let_in()
    {
        await provider.DisposeAsync();
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = new PortalBrowser(portal);

        var told = await browser.GetAsync("/sign-in/oidc");

        told.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        told.Text("[role=alert]").ShouldContain("Example login does not answer");
        await browser.SignInAsync(person.Email!, PortalBrowser.Password);
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_such_page_and_no_button()
    {
        await using var plain = new PortalFactory { Replace = StartedPortal.Quick };
        using var browser = new PortalBrowser(plain);

        (await browser.GetAsync("/sign-in/oidc")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/sign-in")).Page.QuerySelectorAll("a[href^='/sign-in/oidc']").ShouldBeEmpty();
        using var other = new PortalBrowser(portal);
        (await other.GetAsync("/sign-in")).Text("a[href^='/sign-in/oidc']").ShouldBe("Sign in with Example login");
    }

    public async ValueTask InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        await provider.RegisterAsync("http://localhost");
        portal = new PortalFactory { Replace = StartedPortal.Quick, Settings = provider.Settings(("support-leads", BuiltInRoles.Operator), ("portal-admins", "admin"), ("owners", BuiltInRoles.Owner)) };
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await provider.DisposeAsync();
    }

    /// <summary>Somebody who has not chosen a password yet.</summary>
    private async Task<PortalUser> WithoutPasswordAsync()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        return person;
    }

    /// <returns>What the portal answers when the browser comes back from there.</returns>
    private async Task<Answer> SignInAsync(PortalBrowser browser, string name, string? returnUrl = null, string? query = null) => await browser.GetAsync(await CallbackAsync(browser, name, returnUrl, query));

    private async Task<string> CallbackAsync(PortalBrowser browser, string name, string? returnUrl = null, string? query = null)
    {
        var asked = await browser.GetAsync("/sign-in/oidc?" + (query ?? "returnUrl=" + (returnUrl ?? "/")));
        asked.Location.ShouldStartWith(provider.Url + "/connect/authorize?");
        using var there = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await there.GetAsync(asked.Location + "&as=" + name, TestContext.Current.CancellationToken);
        answer.Headers.Location.ShouldNotBeNull(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.Location.PathAndQuery;
    }

    private async Task RefusedAsync(PortalBrowser browser, string name, string sentence)
    {
        var told = await browser.GetAsync((await SignInAsync(browser, name)).Location!);
        told.Status.ShouldBe(HttpStatusCode.Forbidden);
        told.Text("[role=alert]").ShouldContain(sentence);
    }

    private Task<PortalUser> UserAsync(string email) => portal.InDatabaseAsync(db => db.Users.SingleAsync(u => u.Email == email));

    private Task<List<string>> RolesAsync(PortalUser user) => portal.InDatabaseAsync(db => (from m in db.UserRoles join r in db.Roles on m.RoleId equals r.Id where m.UserId == user.Id orderby r.Name select r.Name).ToListAsync())!;

    private Task<List<string>> ActionsAsync(PortalUser user) => portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == user.Id.ToString()).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
}
