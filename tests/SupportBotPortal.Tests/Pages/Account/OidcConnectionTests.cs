using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>An account and the identity provider: connected, disconnected, and asked once more who somebody is.</summary>
public sealed class OidcConnectionTests(OidcTest.Shared shared) : OidcTest(shared)
{
    [Fact]
    public async Task An_account_with_a_password_or_a_passkey_is_connected_by_who_can_sign_in_to_it_and_by_nobody_else()
    {
        var person = await Portal.AddPersonAsync(BuiltInRoles.Viewer);
        Provider.People["boss"] = new("sub-2", person.Email, "owners");
        Provider.People["other"] = new("sub-3", "other@example.com", "support-leads");
        using (var stranger = new PortalBrowser(Portal)) await RefusedAsync(stranger, "boss", "connect it on its page");
        using var browser = await Portal.SignedInAsync(person);
        (await SignInAsync(browser, "boss", query: "connect=true")).Location.ShouldBe("/sign-in/oidc?problem=NotConfirmed");
        (await browser.GetAsync("/account")).Page.QuerySelector("a[href='/account/connect']").ShouldNotBeNull();
        (await browser.SubmitFormAsync("/account/connect", new() { ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.SubmitFormAsync("/account/connect", new() { ["Password"] = PortalBrowser.Password })).Page.QuerySelector("main a.btn-primary")!.GetAttribute("href").ShouldBe("/sign-in/oidc?connect=True");

        (await SignInAsync(browser, "boss", query: "connect=true")).Location.ShouldBe("/account");

        (await browser.GetAsync("/account")).Text("main").ShouldContain("You sign in with it, or with your password.");
        using (var other = new PortalBrowser(Portal)) await SignInAsync(other, "other");
        (await SignInAsync(browser, "other", query: "connect=true")).Location.ShouldBe("/sign-in/oidc?problem=SomebodyElses");
        using var back = new PortalBrowser(Portal);
        (await SignInAsync(back, "boss")).Location.ShouldBe("/");
        (await RolesAsync(person)).ShouldBe([BuiltInRoles.Owner, BuiltInRoles.Viewer]);
    }

    [Fact]
    public async Task A_connection_can_be_ended_and_nobody_gives_a_password_to_who_is_brought_in_by_it()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using var browser = new PortalBrowser(Portal);
        await SignInAsync(browser, "rosa");
        var rosa = await UserAsync("rosa@example.com");
        using var admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Owner);
        (await admin.SubmitFormAsync($"/people/{rosa.Id}/link", new() { ["Password"] = PortalBrowser.Password })).Location.ShouldBe($"/people/{rosa.Id}");
        (await admin.GetAsync($"/people/{rosa.Id}")).Text("#flash").ShouldContain("has no password here");

        (await admin.PressAsync($"/people/{rosa.Id}/disconnect")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Portal.InDatabaseAsync(db => db.UserLogins.CountAsync())).ShouldBe(0);
        (await ActionsAsync(rosa)).ShouldContain("user.disconnected");
    }

    [Fact]
    public async Task Who_was_brought_in_by_a_provider_that_is_not_set_up_any_more_gets_a_link_to_a_password_and_the_connection_ends()
    {
        var person = await WithoutPasswordAsync();
        await Portal.InDatabaseAsync(db =>
        {
            db.UserLogins.Add(new() { LoginProvider = "https://before.example.com/", ProviderKey = "sub-9", UserId = person.Id });
            return db.SaveChangesAsync();
        });
        using var admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Owner);

        (await admin.SubmitFormAsync($"/people/{person.Id}/link", new() { ["Password"] = PortalBrowser.Password })).Page.QuerySelector("#made input").ShouldNotBeNull();

        (await Portal.InDatabaseAsync(db => db.UserLogins.CountAsync(l => l.UserId == person.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task Before_a_password_is_reset_the_page_says_what_else_lets_in_and_stays()
    {
        var person = await Portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Owner);
        (await admin.GetAsync($"/people/{person.Id}/link")).Page.QuerySelector("main .notice-attention").ShouldBeNull();
        Provider.People["rosa"] = new("sub-1", "elsewhere@example.com", "support-leads");
        using var browser = await Portal.SignedInAsync(person);
        using var device = new SoftAuthenticator();
        await browser.AddPasskeyAsync(device);
        await browser.SubmitFormAsync("/account/connect", new() { ["Password"] = PortalBrowser.Password });
        await SignInAsync(browser, "rosa", query: "connect=true");

        var said = (await admin.GetAsync($"/people/{person.Id}/link")).Text("main .notice-attention");

        said.ShouldStartWith("This stays: the connection with the identity provider, which lets in without a password. A passkey, 10 recovery codes.");
    }

    [Fact]
    public async Task What_was_said_to_whoever_was_signed_in_is_not_said_to_who_comes_by_the_provider()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        using var browser = await Portal.SignedInAsync(await Portal.AddPersonAsync(BuiltInRoles.Viewer));
        (await browser.SubmitFormAsync("/account/password", [], "/account/sessions")).Status.ShouldBe(HttpStatusCode.Redirect);
        await Portal.InDatabaseAsync(db => db.Sessions.ExecuteDeleteAsync());

        (await SignInAsync(browser, "rosa")).Location.ShouldBe("/");

        (await browser.GetAsync("/account")).Text("#flash").ShouldBeEmpty();
    }

    [Fact]
    public async Task Coming_by_the_provider_over_an_open_session_begins_another_one()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "support-leads");
        var person = await Portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await Portal.SignedInAsync(person);
        var before = await KeysAsync();

        (await SignInAsync(browser, "rosa")).Location.ShouldBe("/");

        (await browser.GetAsync("/account")).Text(".page-head").ShouldContain("rosa@example.com");
        (await KeysAsync()).Intersect(before).ShouldBeEmpty();

        Task<List<string>> KeysAsync() => Portal.InDatabaseAsync(async db => (await db.Sessions.Select(s => s.KeyHash).ToListAsync()).ConvertAll(Convert.ToHexString));
    }

    [Fact]
    public async Task Who_has_no_password_confirms_at_the_provider_before_what_asks_for_one()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "portal-admins");
        Provider.People["other"] = new("sub-2", "other@example.com", "portal-admins");
        using var browser = new PortalBrowser(Portal);
        await SignInAsync(browser, "rosa");
        var victim = await Portal.AddPersonAsync(BuiltInRoles.Viewer);
        var page = $"/people/{victim.Id}/delete";
        var asked = await browser.GetAsync(page);
        asked.Page.QuerySelector("#password").ShouldBeNull();
        asked.Page.QuerySelector("a[href='/account/confirm']").ShouldNotBeNull();
        (await browser.SubmitFormAsync(page, [])).Text("[role=alert]").ShouldContain("Confirm first who you are");
        (await browser.GetAsync("/account/confirm")).Page.QuerySelector("main a.btn")!.GetAttribute("href").ShouldBe("/sign-in/oidc?confirm=True");

        // Somebody else, and somebody who typed the password there an hour ago.
        (await SignInAsync(browser, "other", query: "confirm=true")).Location.ShouldBe("/sign-in/oidc?problem=NotConfirmed");
        Provider.SignedInSince = TimeSpan.FromHours(1);
        (await SignInAsync(browser, "rosa", query: "confirm=true")).Location.ShouldBe("/sign-in/oidc?problem=NotConfirmed");
        (await browser.SubmitFormAsync(page, [])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Provider.SignedInSince = TimeSpan.Zero;
        var asks = QueryHelpers.ParseQuery(new Uri((await browser.GetAsync("/sign-in/oidc?confirm=true")).Location!).Query);
        string.Join(' ', asks["prompt"], asks["max_age"]).ShouldBe("login 0");

        (await SignInAsync(browser, "rosa", query: "confirm=true")).Location.ShouldBe("/account/confirm");

        (await browser.GetAsync("/account/confirm")).Text("h1").ShouldBe("Confirmed");
        (await browser.SubmitFormAsync(page, [])).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Portal.InDatabaseAsync(db => db.Users.CountAsync(u => u.Id == victim.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task A_passkey_confirms_as_well_and_only_ones_own()
    {
        Provider.People["rosa"] = new("sub-1", "rosa@example.com", "portal-admins");
        using var browser = new PortalBrowser(Portal);
        await SignInAsync(browser, "rosa");
        await SignInAsync(browser, "rosa", query: "confirm=true");
        using var device = new SoftAuthenticator();
        await browser.AddPasskeyAsync(device);
        await Portal.InDatabaseAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvenAt, (DateTime?)null)));
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
}
