using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>Signing in through a real identity provider: whom it brings in, with which roles, and whom not.</summary>
public sealed class OidcSignInTests(OidcTest.Shared shared) : OidcTest(shared)
{
    [Fact]
    public async Task Who_is_unknown_gets_an_account_with_the_roles_of_the_groups_and_no_password()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads", "something else");
        using var browser = new PortalBrowser(Portal);

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
    public async Task Roles_that_groups_bring_follow_the_groups_and_the_others_stay()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using (var browser = new PortalBrowser(Portal)) await SignInAsync(browser, "rosa");
        var rosa = await UserAsync("rosa@example.com");
        await using (var scope = Portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            (await users.AddToRoleAsync((await users.FindByIdAsync(rosa.Id.ToString()))!, BuiltInRoles.Viewer)).Succeeded.ShouldBeTrue();
        }

        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "portal-admins");
        using (var browser = new PortalBrowser(Portal)) await SignInAsync(browser, "rosa");
        (await RolesAsync(rosa)).ShouldBe([BuiltInRoles.Admin, BuiltInRoles.Viewer]);

        Provider.People["rosa"] = new("sub-1", "rosa@example.com");
        using (var browser = new PortalBrowser(Portal)) await SignInAsync(browser, "rosa");
        (await RolesAsync(rosa)).ShouldBe([BuiltInRoles.Viewer]);
        (await Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "user.roles_changed").OrderBy(a => a.Id).Select(a => a.ActorName + a.Changes).ToListAsync())).ShouldBe(
        [
            """Example login[{"field":"Roles","before":"none","after":"Operator"}]""",
            """Example login[{"field":"Roles","before":"Operator, Viewer","after":"Admin, Viewer"}]""",
            """Example login[{"field":"Roles","before":"Admin, Viewer","after":"Viewer"}]""",
        ]);
    }

    [Fact]
    public async Task The_last_owner_stays_one_whatever_the_groups_say()
    {
        Provider.People["olga"] = new("sub-9", "olga@example.com", "owners");
        using (var browser = new PortalBrowser(Portal)) await SignInAsync(browser, "olga");
        Provider.People["olga"] = new("sub-9", "olga@example.com");
        using (var browser = new PortalBrowser(Portal)) await SignInAsync(browser, "olga");

        (await RolesAsync(await UserAsync("olga@example.com"))).ShouldBe([BuiltInRoles.Owner]);
    }

    [Fact]
    public async Task An_account_is_found_by_a_verified_email_once_and_by_the_subject_from_then_on()
    {
        var person = await WithoutPasswordAsync();
        Provider.People["me"] = new("sub-2", person.Email);
        using (var browser = new PortalBrowser(Portal)) (await SignInAsync(browser, "me")).Location.ShouldBe("/");
        (await ActionsAsync(person)).ShouldBe(["user.linked", "sign_in.succeeded"]);
        Provider.People["me"] = new("sub-2", "married@example.com");
        using (var browser = new PortalBrowser(Portal)) await SignInAsync(browser, "me");
        (await Portal.InDatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);

        // The address was given to somebody else.
        Provider.People["other"] = new("sub-3", person.Email);
        using var stranger = new PortalBrowser(Portal);
        await RefusedAsync(stranger, "other", "not connected with Example login");
    }

    [Fact]
    public async Task An_email_that_nobody_verified_opens_no_account()
    {
        var person = await Portal.AddPersonAsync(BuiltInRoles.Owner);
        Provider.People["thief"] = new("sub-4", person.Email, "support-leads") { IsEmailVerified = false };
        Provider.People["newcomer"] = new("sub-5", "cfo@example.com", "support-leads") { IsEmailVerified = false };
        Provider.People["hidden"] = new("sub-6", "cf\u200bo@example.com", "support-leads");
        using var browser = new PortalBrowser(Portal);

        await RefusedAsync(browser, "thief", "does not say an email of yours that it has verified");
        await RefusedAsync(browser, "newcomer", "does not say an email of yours that it has verified");
        await RefusedAsync(browser, "hidden", "does not say an email of yours that it has verified");
        (await Portal.InDatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "sign_in.refused" && a.Changes.Contains("NoEmail")))).ShouldBe(3);
    }

    [Fact]
    public async Task Who_has_no_role_no_email_or_a_disabled_account_is_told_so_and_gets_in_nowhere()
    {
        Provider.People["outsider"] = new("sub-5", "outsider@example.com", "sales");
        Provider.People["nameless"] = new("sub-6", null, "support-leads");
        var person = await WithoutPasswordAsync();
        Provider.People["gone"] = new("sub-7", person.Email);
        await Portal.DisableAsync(person.Id);
        using var browser = new PortalBrowser(Portal);

        await RefusedAsync(browser, "outsider", "None of your groups");
        await RefusedAsync(browser, "nameless", "does not say an email");
        await RefusedAsync(browser, "gone", "is disabled");
        await RefusedAsync(browser, "nobody", "did not let you in");

        (await Portal.InDatabaseAsync(db => db.Users.CountAsync())).ShouldBe(1);
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_invited_person_may_come_this_way_and_the_invitation_is_void_then()
    {
        var admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
        using var inviter = admin;
        var viewer = await Portal.InDatabaseAsync(db => db.Roles.Where(r => r.Name == BuiltInRoles.Viewer).Select(r => r.Id).SingleAsync());
        var made = await admin.SubmitFormAsync("/people/invite", new() { ["Form.Email"] = "ines@example.com", ["Roles"] = viewer.ToString(), ["Password"] = PortalBrowser.Password });
        made.Status.ShouldBe(HttpStatusCode.OK, made.Html);
        Provider.People["ines"] = new("sub-8", "Ines@Example.com");
        using var browser = new PortalBrowser(Portal);

        (await SignInAsync(browser, "ines")).Location.ShouldBe("/");

        (await RolesAsync(await UserAsync("ines@example.com"))).ShouldBe([BuiltInRoles.Viewer]);
        (await Portal.InDatabaseAsync(db => db.AccountLinks.CountAsync())).ShouldBe(0);
        (await admin.GetAsync("/people?q=ines")).Text(".badge").ShouldBe("Active");
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_here_signs_nobody_in()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using var victim = new PortalBrowser(Portal);
        using var attacker = new PortalBrowser(Portal);
        var callback = await CallbackAsync(attacker, "rosa");

        (await victim.GetAsync(callback)).Location.ShouldBe("/sign-in/oidc?problem=Failed");
        (await victim.GetAsync("/sign-in/oidc/callback?code=x&state=y")).Location.ShouldBe("/sign-in/oidc?problem=Failed");
        (await victim.GetAsync("/sign-in/oidc?problem=Failed")).Text("[role=alert]").ShouldContain("begun in another browser");
        (await victim.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        // Once, where it was asked for.
        (await attacker.GetAsync(callback)).Location.ShouldBe("/");
        (await attacker.GetAsync(callback)).Location.ShouldBe("/sign-in/oidc?problem=Failed");
    }
}
