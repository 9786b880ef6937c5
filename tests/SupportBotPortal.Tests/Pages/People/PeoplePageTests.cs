using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.People;

/// <summary>People are given roles, locked out and let in again, by whoever holds as much as they do.</summary>
public sealed class PeoplePageTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Roles_are_given_and_taken_and_hold_at_the_next_request()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        using var signedIn = browser;
        (await browser.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await SetRolesAsync(started.Admin, person, BuiltInRoles.Operator)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.OK);
        (await ChangesAsync("user.roles_changed", person)).ShouldBe("""[{"field":"Roles","before":"Viewer","after":"Operator"}]""");
        var page = await started.Admin.GetAsync($"/people/{person.Id}");
        page.Text("main").ShouldContain("from Operator");
        page.Text(".facts").ShouldContain("Operator");
    }

    [Fact]
    public async Task The_list_says_who_has_a_second_factor_and_how_long_an_invitation_is_good_for()
    {
        var (with, without, invited) = (await started.Portal.AddPersonAsync(BuiltInRoles.Viewer), await started.Portal.AddPersonAsync(BuiltInRoles.Viewer), $"list-{Guid.NewGuid():N}@example.com");
        await started.Portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == with.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.TotpSecret, [1]), Cancellation));
        var viewer = await started.Portal.InDatabaseAsync(db => db.Roles.Where(r => r.Name == BuiltInRoles.Viewer).Select(r => r.Id).SingleAsync(Cancellation));
        (await started.Admin.PressAsync("/people/invite", false, ("Form.Email", invited), ("Roles", viewer.ToString()), ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.OK);

        (await CellAsync(with.Email!, "Second factor")).ShouldBe("yes");
        (await CellAsync(without.Email!, "Second factor")).ShouldBe("none");
        (await CellAsync(invited, "Second factor")).ShouldBe("–");
        (await CellAsync(invited, "State")).ShouldContain("link ends in 6 days");

        async Task<string> CellAsync(string email, string column) => (await started.Admin.PageAsync("/people?q=" + email)).QuerySelector($"tbody td[data-label='{column}']")!.TextContent.Trim();
    }

    [Fact]
    public async Task Two_who_change_somebodys_roles_do_not_overwrite_each_other()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        browser.Dispose();
        var page = $"/people/{person.Id}/roles";
        var form = ManyValues.FieldsOf((await started.Admin.PageAsync(page)), "roles-form");
        (await SetRolesAsync(started.Admin, person, BuiltInRoles.Operator)).Status.ShouldBe(HttpStatusCode.Redirect);
        form.RemoveAll(f => f.Key is "Password" or "Roles");
        form.AddRange([new("Roles", (await RoleIdAsync(BuiltInRoles.Admin)).ToString()), new("Password", PortalBrowser.Password)]);

        (await started.Admin.SendAsync(page, form)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await started.Admin.PageAsync($"/people/{person.Id}")).QuerySelector("#flash")!.TextContent.ShouldContain("Somebody else changed the roles just now.");
        (await RolesAsync(person)).ShouldBe([BuiltInRoles.Operator]);
    }

    [Fact]
    public async Task A_form_that_comes_back_after_a_wrong_password_still_knows_which_roles_were_shown()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        browser.Dispose();
        var page = $"/people/{person.Id}/roles";
        var form = ManyValues.FieldsOf(await started.Admin.PageAsync(page), "roles-form");
        (await SetRolesAsync(started.Admin, person, BuiltInRoles.Operator)).Status.ShouldBe(HttpStatusCode.Redirect);
        form.RemoveAll(f => f.Key is "Password" or "Roles");
        form.AddRange([new("Roles", (await RoleIdAsync(BuiltInRoles.Admin)).ToString()), new("Password", "wrong")]);
        var refused = await started.Admin.SendAsync(page, form);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        form = ManyValues.FieldsOf(refused.Page, "roles-form");
        form.RemoveAll(f => f.Key == "Password");
        form.Add(new("Password", PortalBrowser.Password));

        await started.Admin.SendAsync(page, form);

        (await RolesAsync(person)).ShouldBe([BuiltInRoles.Operator]);
    }

    [Fact]
    public async Task Disabling_ends_sessions_at_once_and_enabling_brings_none_back()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Operator);
        using var first = browser;
        using var second = await started.Portal.SignedInAsync(person);

        (await started.Admin.PressAsync($"/people/{person.Id}/disable")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await started.Portal.InDatabaseAsync(db => db.Sessions.CountAsync(s => s.UserId == person.Id, Cancellation))).ShouldBe(0);
        (await first.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await SignInAsync(person)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await started.Admin.PageAsync("/people?q=" + person.Email)).QuerySelector(".badge")!.TextContent.ShouldBe("Disabled");

        (await started.Admin.PressAsync($"/people/{person.Id}/enable")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await second.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await SignInAsync(person)).ShouldBe(HttpStatusCode.Redirect);
        (await ActionsAsync(person)).ShouldBe(["sign_in.succeeded", "sign_in.succeeded", "user.disabled", "sign_in.refused", "user.enabled", "sign_in.succeeded"]);
    }

    [Fact]
    public async Task Deleting_an_account_keeps_its_name_in_the_audit_log()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Admin);
        using var signedIn = browser;
        (await browser.PressAsync("/roles/new", false, ("Form.Name", "Made by the deleted"), ("Form.Permissions", "aiml.view"), ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await started.Admin.PressAsync($"/people/{person.Id}/delete", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await started.Admin.GetAsync($"/people/{person.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var line = await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().SingleAsync(a => a.SubjectName == "Made by the deleted", Cancellation));
        line.ActorName.ShouldBe(person.Email);
        (await ChangesAsync("user.deleted", person)).ShouldContain("Admin");
        (await started.Portal.InDatabaseAsync(db => Core.Audit.AuditTrail.CheckAsync(db, Cancellation))).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task A_locked_account_is_unlocked_by_an_admin()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        browser.Dispose();
        for (var time = 0; time < 5; time++) (await SignInAsync(person, "wrong")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SignInAsync(person)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await started.Admin.GetAsync($"/people/{person.Id}")).Text(".page-head").ShouldContain("Locked for a while");

        (await started.Admin.PressAsync($"/people/{person.Id}/unlock")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await SignInAsync(person)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_or_all()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        using var first = browser;
        using var second = await started.Portal.SignedInAsync(person);
        var ids = (await started.Admin.PageAsync($"/people/{person.Id}")).QuerySelectorAll(".sessions button").Select(b => b.GetAttribute("value")!).ToList();
        ids.Count.ShouldBe(2);

        (await started.Admin.PressAsync($"/people/{person.Id}/sign-out", false, ("session", ids[0]))).Status.ShouldBe(HttpStatusCode.Redirect);
        var statuses = new[] { (await first.GetAsync("/providers")).Status, (await second.GetAsync("/providers")).Status };
        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.Redirect], ignoreOrder: true);

        (await started.Admin.PressAsync($"/people/{person.Id}/sign-out")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await first.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await second.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_session_of_somebody_else_cannot_be_named()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        using var signedIn = browser;
        var (other, theirs) = await SomebodyAsync(BuiltInRoles.Viewer);
        using var stays = theirs;
        var id = (await started.Admin.PageAsync($"/people/{other.Id}")).QuerySelector(".sessions button")!.GetAttribute("value")!;

        await started.Admin.PressAsync($"/people/{person.Id}/sign-out", false, ("session", id));
        await browser.PressAsync("/account/sessions", false, ("session", id));

        (await theirs.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.PressAsync("/account/sessions", false, ("session", "none"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ones_own_other_sessions_can_be_ended_and_this_one_stays()
    {
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        using var mine = browser;
        using var second = await started.Portal.SignedInAsync(person);
        using var third = await started.Portal.SignedInAsync(person);
        var page = await mine.PageAsync("/account");
        page.QuerySelectorAll(".sessions li").Length.ShouldBe(3);
        page.QuerySelectorAll(".sessions li")[0].TextContent.ShouldContain("this one");

        (await mine.PressAsync("/account/sessions")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await mine.GetAsync("/account")).Page.QuerySelectorAll(".sessions li").Length.ShouldBe(1);
        (await second.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await third.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete")]
    [InlineData("link")]
    [InlineData("roles")]
    [InlineData("sign-out")]
    [InlineData("unlock")]
    [InlineData("enable")]
    public async Task Nobody_acts_on_whoever_may_do_more(string act)
    {
        var (owner, browser) = await SomebodyAsync(BuiltInRoles.Owner);
        using var stays = browser;
        // As much as an owner at present, by a role of one's own: owners are for owners all the same.
        var everything = await started.Portal.AddRoleAsync([.. Tests.Access.ExpectedPermissions.Implied.Keys]);
        using var mighty = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(everything));
        using var small = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("user.edit", "user.delete", "aiml.view")));
        var (middle, middles) = await SomebodyAsync(await started.Portal.AddRoleAsync("aiml.edit"));
        using var middleStays = middles;

        foreach (var (actor, target) in ((PortalBrowser, PortalUser)[])[(mighty, owner), (started.Admin, owner), (small, owner), (small, middle)])
            (await actor.PressAsync($"/people/{target.Id}/{act}", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await small.GetAsync($"/people/{middle.Id}")).Page.QuerySelector(".page-head .acts").ShouldBeNull();
        (await small.GetAsync($"/people/{middle.Id}")).Text("main").ShouldContain("This person may do more than you");
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await middles.GetAsync("/generation")).Status.ShouldBe(HttpStatusCode.OK);
        (await RolesAsync(owner)).ShouldBe([BuiltInRoles.Owner]);
    }

    [Fact]
    public async Task Nobody_gives_a_role_that_allows_more_than_he_may_not_even_to_himself()
    {
        var own = await started.Portal.AddRoleAsync("user.edit", "aiml.view");
        var self = await started.Portal.AddPersonAsync(own);
        using var small = await started.Portal.SignedInAsync(self);
        var (person, browser) = await SomebodyAsync(own);
        browser.Dispose();

        foreach (var role in (string[])[BuiltInRoles.Viewer, BuiltInRoles.Owner])
        {
            (await SetRolesAsync(small, person, own, role)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await SetRolesAsync(small, self, own, role)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await small.PressAsync("/people/invite", false, ("Form.Email", "mighty@example.com"), ("Roles", (await RoleIdAsync(role)).ToString()), ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);
        }

        // An admin holds all there is, and is no owner.
        (await SetRolesAsync(started.Admin, person, BuiltInRoles.Owner)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await RolesAsync(person)).ShouldBe([own]);
        (await RolesAsync(self)).ShouldBe([own]);
        (await started.Portal.InDatabaseAsync(db => db.Users.AnyAsync(u => u.Email == "mighty@example.com", Cancellation))).ShouldBeFalse();
        var page = await small.PageAsync($"/people/{person.Id}/roles");
        page.QuerySelector($"[name=Roles][value='{await RoleIdAsync(BuiltInRoles.Owner)}']")!.HasAttribute("disabled").ShouldBeTrue();
    }

    [Theory]
    [InlineData("roles")]
    [InlineData("delete")]
    [InlineData("link")]
    public async Task Without_the_password_nothing_changes(string act)
    {
        using var admin = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Admin);
        var (person, browser) = await SomebodyAsync(BuiltInRoles.Viewer);
        using var stays = browser;

        var refused = await admin.PressAsync($"/people/{person.Id}/{act}", false, ("Roles", (await RoleIdAsync(BuiltInRoles.Operator)).ToString()), ("Password", "wrong"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#password-help .error").ShouldBe("The password is not right. Nothing was changed.");
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await RolesAsync(person)).ShouldBe([BuiltInRoles.Viewer]);
    }

    private async Task<(PortalUser Person, PortalBrowser Browser)> SomebodyAsync(string role)
    {
        var person = await started.Portal.AddPersonAsync(role);
        return (person, await started.Portal.SignedInAsync(person));
    }

    private async Task<Answer> SetRolesAsync(PortalBrowser browser, PortalUser person, params string[] roles)
    {
        var fields = new List<(string, string)> { ("Password", PortalBrowser.Password) };
        foreach (var role in await RolesAsync(person)) fields.Add(("Seen", (await RoleIdAsync(role)).ToString()));
        foreach (var role in roles) fields.Add(("Roles", (await RoleIdAsync(role)).ToString()));
        return await browser.PressAsync($"/people/{person.Id}/roles", false, [.. fields]);
    }

    private async Task<HttpStatusCode> SignInAsync(PortalUser person, string password = PortalBrowser.Password)
    {
        using var browser = new PortalBrowser(started.Portal);
        using var response = await browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = password });
        return response.StatusCode;
    }

    private Task<Guid> RoleIdAsync(string name) => started.Portal.InDatabaseAsync(db => db.Roles.Where(r => r.Name == name).Select(r => r.Id).SingleAsync(Cancellation));

    private Task<List<string>> RolesAsync(PortalUser person) => started.Portal.InDatabaseAsync(db =>
        (from membership in db.UserRoles join role in db.Roles on membership.RoleId equals role.Id where membership.UserId == person.Id orderby role.Name select role.Name!).ToListAsync(Cancellation));

    private Task<string> ChangesAsync(string action, PortalUser person)
    {
        var id = person.Id.ToString();
        return started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.Action == action && a.SubjectId == id).OrderByDescending(a => a.Id).Select(a => a.Changes).FirstAsync(Cancellation));
    }

    private Task<List<string>> ActionsAsync(PortalUser person)
    {
        var id = person.Id.ToString();
        return started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.SubjectId == id).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(Cancellation));
    }
}
