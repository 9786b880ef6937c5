using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Roles;

/// <summary>Roles are made, changed and deleted, and nobody gives, changes or takes what he does not hold.</summary>
public sealed class RolePageTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string New = "/roles/new";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_is_made_of_permissions_and_holds_at_the_next_request()
    {
        var name = Named("Staging team");

        var made = await MakeAsync(started.Admin, name, ("Form.Permissions", "llm_provider.edit"), ("Form.Where", "llm_provider.edit:Staging"), ("Form.Permissions", "aiml.view"));

        made.Status.ShouldBe(HttpStatusCode.Redirect, made.Text(".error"));
        var role = await RoleAsync(name);
        role.Permissions.Select(p => (p.Permission, p.Environments)).ShouldBe([("llm_provider.edit", Environments.Staging), ("aiml.view", Environments.Everywhere)], ignoreOrder: true);
        var page = await started.Admin.GetAsync(made.Location!);
        page.Text("main").ShouldContain("Edit providers");
        page.Text("main").ShouldContain("staging only");
        (await started.Admin.GetAsync($"/roles/{await started.Portal.InDatabaseAsync(db => db.Roles.Where(r => r.Name == BuiltInRoles.Operator).Select(r => r.Id).SingleAsync())}")).Text("main").ShouldContain("everywhere");
        page.Text("main").ShouldContain("comes with “Edit providers”");
        using var member = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(name));
        (await member.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await member.GetAsync("/generation")).Status.ShouldBe(HttpStatusCode.OK);
        (await member.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var form = await FormAsync(started.Admin, $"/roles/{role.Id}/edit");
        form.RemoveAll(f => f.Value == "aiml.view");
        form.AddRange([new("Form.Permissions", "usage.view"), new("Password", PortalBrowser.Password)]);
        (await started.Admin.SendAsync($"/roles/{role.Id}/edit", form)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await member.GetAsync("/generation")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await member.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.OK);
        (await ChangesAsync("role.created", role.Id)).ShouldContain("\"field\":\"llm_provider.edit\",\"before\":null,\"after\":\"staging\"");
        var edited = await ChangesAsync("role.edited", role.Id);
        edited.ShouldContain("\"field\":\"aiml.view\",\"before\":\"everywhere\",\"after\":null");
        edited.ShouldContain("\"field\":\"usage.view\",\"before\":null,\"after\":\"everywhere\"");
        edited.ShouldNotContain("llm_provider.edit");
    }

    [Theory]
    [InlineData("", "llm_provider.view", "Enter a name.")]
    [InlineData("bad\u200bname", "llm_provider.view", "a character that cannot be seen")]
    [InlineData("operator", "llm_provider.view", "There is a role named “operator” already.")]
    [InlineData("Nothing", "", "Tick at least one permission")]
    [InlineData("Nowhere", "llm_provider.edit", "Tick at least one environment in which it holds.")]
    [InlineData("Unknown", "portal.own", "Tick at least one permission")]
    public async Task A_role_that_cannot_be_is_refused_and_nothing_typed_is_lost(string name, string permission, string sentence)
    {
        var refused = await MakeAsync(started.Admin, name, ("Form.Description", "What I typed"), ("Form.Permissions", permission));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll(".error").Select(e => e.TextContent).ShouldContain(e => e.Contains(sentence));
        refused.Page.QuerySelector("#description")!.GetAttribute("value").ShouldBe("What I typed");
        if (permission.StartsWith("llm", StringComparison.Ordinal)) refused.Page.QuerySelector($"[name='Form.Permissions'][value='{permission}']")!.HasAttribute("checked").ShouldBeTrue();
        refused.Html.ShouldNotContain(PortalBrowser.Password);
    }

    [Theory]
    [InlineData("", "Enter your password.")]
    [InlineData("wrong", "The password is not right. Nothing was changed.")]
    public async Task Without_the_password_nothing_changes(string password, string sentence)
    {
        using var admin = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Admin);
        var id = (await RoleAsync(await started.Portal.AddRoleAsync("aiml.view"))).Id;
        var form = await FormAsync(admin, $"/roles/{id}/edit");
        form.Add(new("Form.Permissions", "usage.view"));
        form.Add(new("Password", password));

        foreach (var answer in (Answer[])[await admin.SendAsync($"/roles/{id}/edit", form), await admin.PressAsync($"/roles/{id}/delete", false, ("Password", password)), await admin.PressAsync(New, false, ("Form.Name", Named("x")), ("Form.Permissions", "aiml.view"), ("Password", password))])
        {
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text("#password-help .error").ShouldBe(sentence);
        }

        (await RoleAsync(id)).Permissions.Select(p => p.Permission).ShouldBe(["aiml.view"]);
    }

    [Fact]
    public async Task Nobody_gives_what_he_does_not_hold()
    {
        using var person = await PersonAsync("role.create", "role.edit", "role.delete", "llm_provider.edit@Staging", "aiml.view");

        (await MakeAsync(person, Named("Mine"), ("Form.Permissions", "llm_provider.edit"), ("Form.Where", "llm_provider.edit:Staging"))).Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (var (permission, where, lacks) in ((string, string, string)[])[
            ("llm_provider.edit", "llm_provider.edit:Production", "Edit providers (production)"),
            ("aiml.edit", "", "Change model & generation settings"),
            ("llm_provider.delete", "llm_provider.delete:Staging", "Delete providers (staging)"),
            // What it brings along counts, too.
            ("bot_token.manage", "", "Revoke bot tokens")])
        {
            var name = Named("Mightier");
            var refused = await MakeAsync(person, name, ("Form.Permissions", permission), ("Form.Where", where));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text("#grants-help").ShouldContain(lacks);
            (await started.Portal.InDatabaseAsync(db => db.Roles.AnyAsync(r => r.Name == name, Cancellation))).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Nobody_changes_or_deletes_a_role_that_allows_more_than_he_may_not_even_his_own()
    {
        var own = await started.Portal.AddRoleAsync("role.create", "role.edit", "role.delete", "aiml.view");
        using var person = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(own));
        var mighty = (await RoleAsync(await started.Portal.AddRoleAsync("aiml.edit"))).Id;

        (await person.GetAsync($"/roles/{mighty}")).Text("main").ShouldContain("It allows more than you may do yourself");
        (await person.GetAsync($"/roles/{mighty}/edit")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.PressAsync($"/roles/{mighty}/edit", false, ("Form.Version", "0"), ("Form.Name", "Tamed"), ("Form.Permissions", "aiml.view"), ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.PressAsync($"/roles/{mighty}/delete", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);
        var id = (await RoleAsync(own)).Id;
        var form = await FormAsync(person, $"/roles/{id}/edit");
        form.AddRange([new("Form.Permissions", "aiml.edit"), new("Password", PortalBrowser.Password)]);
        (await person.SendAsync($"/roles/{id}/edit", form)).Text("#grants-help").ShouldContain("You do not hold: Change model & generation settings.");

        (await RoleAsync(mighty)).Permissions.Select(p => p.Permission).ShouldBe(["aiml.edit"]);
        (await RoleAsync(own)).Permissions.ShouldNotContain(p => p.Permission == "aiml.edit");
    }

    [Fact]
    public async Task Built_in_roles_stay_as_they_are_for_owners_too_and_can_be_duplicated()
    {
        using var owner = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Owner);
        foreach (var (name, _) in BuiltInRoles.All)
        {
            var id = (await RoleAsync(name)).Id;
            var page = await owner.GetAsync($"/roles/{id}");
            page.Html.ShouldNotContain($"/roles/{id}/edit");
            (await owner.GetAsync($"/roles/{id}/edit")).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await owner.PressAsync($"/roles/{id}/edit", false, ("Form.Name", "Mine"), ("Form.Permissions", "aiml.view"), ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await owner.PressAsync($"/roles/{id}/delete", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);
        }

        var form = await FormAsync(owner, $"{New}?from={(await RoleAsync(BuiltInRoles.Operator)).Id}");
        var copy = Named("Operator of mine");
        form.RemoveAll(f => f.Key is "Form.Name" or "Password");
        form.AddRange([new("Form.Name", copy), new("Password", PortalBrowser.Password)]);
        (await owner.SendAsync(New, form)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await RoleAsync(copy)).Permissions.Select(p => p.Permission).ShouldBe((await RoleAsync(BuiltInRoles.Operator)).Permissions.Select(p => p.Permission), ignoreOrder: true);
    }

    [Fact]
    public async Task A_copy_takes_over_only_what_one_holds()
    {
        using var person = await PersonAsync("role.create", "llm_provider.test@Staging");

        var form = await FormAsync(person, $"{New}?from={(await RoleAsync(BuiltInRoles.Operator)).Id}");

        form.Where(f => f.Key == "Form.Permissions").Select(f => f.Value).ShouldBe(["llm_provider.view", "llm_provider.test"], ignoreOrder: true);
        form.Where(f => f.Key == "Form.Where" && f.Value.StartsWith("llm_provider.test", StringComparison.Ordinal)).Select(f => f.Value).ShouldBe(["llm_provider.test:Staging"]);
    }

    [Fact]
    public async Task Two_who_edit_the_same_role_lose_nothing()
    {
        var id = (await RoleAsync(await started.Portal.AddRoleAsync("aiml.view"))).Id;
        var (mine, theirs) = (await FormAsync(started.Admin, $"/roles/{id}/edit"), await FormAsync(started.Admin, $"/roles/{id}/edit"));
        theirs.AddRange([new("Form.Permissions", "usage.view"), new("Password", PortalBrowser.Password)]);
        (await started.Admin.SendAsync($"/roles/{id}/edit", theirs)).Status.ShouldBe(HttpStatusCode.Redirect);
        mine.AddRange([new("Form.Permissions", "report.view"), new("Password", PortalBrowser.Password)]);

        var conflict = await started.Admin.SendAsync($"/roles/{id}/edit", mine);

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.Text(".conflict").ShouldContain("Taken over into the form, since you had not changed it: See usage.");
        var again = FieldsOf(conflict.Page);
        again.Add(new("Password", PortalBrowser.Password));
        (await started.Admin.SendAsync($"/roles/{id}/edit", again)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await RoleAsync(id)).Permissions.Select(p => p.Permission).ShouldBe(["aiml.view", "usage.view", "report.view"], ignoreOrder: true);
    }

    [Fact]
    public async Task Deleting_a_role_takes_from_its_people_what_it_allowed_and_names_them_in_the_log()
    {
        var name = await started.Portal.AddRoleAsync("usage.view");
        var person = await started.Portal.AddPersonAsync(name);
        using var member = await started.Portal.SignedInAsync(person);
        var id = (await RoleAsync(name)).Id;
        (await started.Admin.GetAsync($"/roles/{id}/delete")).Text("main").ShouldContain(person.Email!);
        (await member.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.OK);

        (await started.Admin.PressAsync($"/roles/{id}/delete", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await member.GetAsync("/usage")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await ChangesAsync("role.deleted", id)).ShouldContain(person.Email!);
        (await started.Admin.GetAsync($"/roles/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ones_own_permissions_say_which_role_each_comes_from()
    {
        var first = await started.Portal.AddRoleAsync("llm_provider.edit@Staging");
        using var person = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(first));

        var page = await person.GetAsync("/account");

        var lines = page.Page.QuerySelectorAll(".permissions li").Select(li => string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        lines.Count.ShouldBe(2);
        lines[0].ShouldContain($"from {first}, with “Edit providers”");
        lines[1].ShouldContain("staging only");
        lines[1].ShouldContain($"from {first} (staging)");
        lines[1].ShouldContain("High risk");
    }

    [Fact]
    public async Task A_start_brings_built_in_roles_to_what_this_version_says_and_leaves_others_alone()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        var own = await portal.AddRoleAsync("llm_provider.test@Staging");
        await portal.ChangeFileAsync("DELETE FROM RolePermissions WHERE Permission = 'usage.view'");
        await portal.ChangeFileAsync("INSERT INTO RolePermissions (RoleId, Permission, Environments) SELECT Id, 'llm_provider.delete', 15 FROM AspNetRoles WHERE Name = 'Viewer'");
        await portal.ChangeFileAsync("UPDATE RolePermissions SET Environments = 1 WHERE Permission = 'llm_provider.test' AND RoleId = (SELECT Id FROM AspNetRoles WHERE Name = 'Operator')");

        await portal.Services.GetRequiredService<AccessSeed>().RunAsync(Cancellation);

        var roles = await portal.InDatabaseAsync(db => db.Roles.Include(r => r.Permissions).AsNoTracking().ToDictionaryAsync(r => r.Name!, r => r.Permissions, Cancellation));
        roles[BuiltInRoles.Operator].ShouldContain(p => p.Permission == "usage.view");
        roles[BuiltInRoles.Operator].Single(p => p.Permission == "llm_provider.test").Environments.ShouldBe(Environments.Everywhere);
        roles[BuiltInRoles.Viewer].ShouldNotContain(p => p.Permission == "llm_provider.delete");
        roles[own].Select(p => (p.Permission, p.Environments)).ShouldBe([("llm_provider.test", Environments.Staging)]);
    }

    private static string Named(string what) => $"{what} {Guid.NewGuid():N}";

    private static Task<Answer> MakeAsync(PortalBrowser browser, string name, params (string Name, string Value)[] fields) =>
        browser.PressAsync(New, false, [("Form.Name", name), ("Password", PortalBrowser.Password), .. fields]);

    private static async Task<List<KeyValuePair<string, string>>> FormAsync(PortalBrowser browser, string page) => FieldsOf(await browser.PageAsync(page));

    private static List<KeyValuePair<string, string>> FieldsOf(IHtmlDocument page)
    {
        var fields = ManyValues.FieldsOf(page, "role-form");
        fields.RemoveAll(f => f.Key == "Password");
        return fields;
    }

    private async Task<PortalBrowser> PersonAsync(params string[] permissions) => await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync(permissions)));

    private Task<PortalRole> RoleAsync(string name) => started.Portal.InDatabaseAsync(db => db.Roles.AsNoTracking().Include(r => r.Permissions).SingleAsync(r => r.Name == name, Cancellation));

    private Task<PortalRole> RoleAsync(Guid id) => started.Portal.InDatabaseAsync(db => db.Roles.AsNoTracking().Include(r => r.Permissions).SingleAsync(r => r.Id == id, Cancellation));

    private Task<string> ChangesAsync(string action, Guid role)
    {
        var id = role.ToString();
        return started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.Action == action && a.SubjectId == id).OrderByDescending(a => a.Id).Select(a => a.Changes).FirstAsync(Cancellation));
    }
}
