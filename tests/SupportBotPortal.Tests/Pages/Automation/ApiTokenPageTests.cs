using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Automation;

/// <summary>API tokens are made of what one holds, shown once, listed, and revoked.</summary>
public sealed class ApiTokenPageTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string New = "/api-tokens/new";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_in_the_answer_that_makes_it_and_nowhere_else()
    {
        var name = Named("Pipeline");

        var made = await MakeAsync(started.Admin, name, "llm_provider.test", "health.view");

        made.Status.ShouldBe(HttpStatusCode.OK, made.Html);
        var token = made.Page.QuerySelector("#token")!.GetAttribute("value")!;
        token.ShouldMatch("^sba_[A-Za-z0-9_-]{43}$");
        made.Page.QuerySelector("#base-url")!.GetAttribute("value").ShouldBe("http://localhost/api/v1");
        made.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var list = await started.Admin.GetAsync("/api-tokens");
        list.Html.ShouldNotContain(token);
        var row = list.Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(name));
        row.QuerySelector("[data-label=Token] code")!.TextContent.ShouldBe(token[..10] + "…");
        row.QuerySelectorAll("[data-label=May] li").Select(c => c.GetAttribute("title")).ShouldBe(["health.view", "llm_provider.test"]);
        row.QuerySelector("[data-label='Last used']")!.TextContent.Trim().ShouldBe("never");
        started.Portal.Log.Lines.ShouldNotContain(line => line.Contains(token));
        var audit = await started.Portal.InDatabaseAsync(db => db.Audit.AsNoTracking().SingleAsync(a => a.Action == "api_token.created" && a.SubjectName == name, Cancellation));
        audit.Changes.ShouldNotContain(token);
        audit.Changes.ShouldContain("llm_provider.test");

        using var program = new ApiProgram(started.Portal, token);
        (await program.GetAsync("token"))["permissions"].AsObject().Select(p => p.Key).ShouldBe(["health.view", "llm_provider.test", "llm_provider.view"]);
        (await started.Admin.GetAsync("/api-tokens")).Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(name)).QuerySelector("[data-label='Last used']")!.TextContent.Trim().ShouldNotBe("never");
    }

    [Fact]
    public async Task Only_what_the_api_has_an_act_for_is_offered()
    {
        var offered = (await started.Admin.PageAsync(New)).QuerySelectorAll("input[name='Form.Permissions']").Select(i => i.GetAttribute("value")).ToList();

        offered.ShouldBe(Inventory.ExpectedOfApi.Values.SelectMany(needed => needed.Split('+')).Where(ExpectedPermissions.Implied.ContainsKey).Distinct(), ignoreOrder: true);
        offered.ShouldNotContain("user.edit");
    }

    [Fact]
    public async Task Nobody_gives_a_token_what_he_does_not_hold()
    {
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync("api_token.manage", "llm_provider.edit@Staging"));
        using var own = await started.Portal.SignedInAsync(person);
        var form = await own.PageAsync(New);
        form.QuerySelector("#bot_token-manage")!.HasAttribute("disabled").ShouldBeTrue();
        form.QuerySelector("#llm_provider-edit")!.HasAttribute("disabled").ShouldBeFalse();

        var beyond = await MakeAsync(own, Named("Beyond"), "user.edit");
        beyond.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        beyond.Text("#grants-help .error").ShouldStartWith("You can give, change and take only what you hold yourself. You do not hold: Manage people");
        (await MakeAsync(own, Named("Elsewhere"), "llm_provider.edit@Production")).Text("#grants-help .error").ShouldContain("Edit providers (production)");

        (await MakeAsync(own, Named("Within"), "llm_provider.edit@Staging")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Name", "", "name", "Enter a name.")]
    [InlineData("Until", "", "until", "Choose its last day: until ")]
    [InlineData("Until", "2020-01-01", "until", "That day is over already. Choose one that is to come.")]
    [InlineData("Until", "2090-01-01", "until", "Choose a day until ")]
    [InlineData("Until", "soon", "until", "Enter a day, such as 2026-12-31.")]
    public async Task A_value_that_cannot_be_is_refused_and_nothing_typed_is_lost(string field, string typed, string at, string sentence)
    {
        var refused = await MakeAsync(started.Admin, Named("Refused"), [("Form." + field, typed)], "llm_provider.view");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text($"#{at}-help .error").ShouldStartWith(sentence);
        refused.Page.QuerySelector($"[name='Form.{field}']")!.GetAttribute("aria-invalid").ShouldBe("true");
        refused.Page.QuerySelector("#llm_provider-view")!.HasAttribute("checked").ShouldBeTrue();
        refused.Html.ShouldNotContain(PortalBrowser.Password);
    }

    [Fact]
    public async Task A_token_that_may_nothing_is_none()
    {
        (await MakeAsync(started.Admin, Named("Empty"))).Text("#grants-help .error").ShouldBe("Tick at least one permission: a token without any opens nothing.");
    }

    [Fact]
    public async Task Without_the_password_no_token_is_made()
    {
        using var admin = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Admin);
        var name = Named("Unproven");

        var refused = await MakeAsync(admin, name, [("Password", "wrong")], "llm_provider.view");

        refused.Text("#password-help .error").ShouldBe("The password is not right. Nothing was changed.");
        (await started.Portal.InDatabaseAsync(db => db.ApiTokens.AnyAsync(t => t.Name == name, Cancellation))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_revoked_one_opens_nothing_any_more_and_stays_in_the_list()
    {
        var name = Named("Lost");
        var token = (await MakeAsync(started.Admin, name, "llm_provider.view")).Page.QuerySelector("#token")!.GetAttribute("value")!;
        using var program = new ApiProgram(started.Portal, token);
        (await program.GetAsync("providers")).Status.ShouldBe(HttpStatusCode.OK);
        var id = (await started.Portal.InDatabaseAsync(db => db.ApiTokens.SingleAsync(t => t.Name == name, Cancellation))).Id;
        (await MakeAsync(started.Admin, name.ToUpperInvariant(), "llm_provider.view")).Text("#name-help .error").ShouldStartWith("There is an API token named");

        (await started.Admin.PressAsync($"/api-tokens/{id}/revoke")).Location.ShouldBe("/api-tokens");

        var refused = await program.GetAsync("providers");
        (refused.Status, refused.Detail).ShouldBe((HttpStatusCode.Unauthorized, $"The API token “{name}” was revoked. Make another one in the portal, under API tokens."));
        var row = (await started.Admin.PageAsync("/api-tokens")).QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(name));
        row.QuerySelector("[data-label=State]")!.TextContent.ShouldContain("Revoked");
        row.QuerySelector("a").ShouldBeNull();
        (await started.Admin.GetAsync($"/api-tokens/{id}/revoke")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Answer> MakeAsync(PortalBrowser browser, string name, params string[] permissions) => MakeAsync(browser, name, [], permissions);

    private static Task<Answer> MakeAsync(PortalBrowser browser, string name, (string Field, string Value)[] instead, params string[] permissions) =>
        browser.SendAsync(New, ((IEnumerable<(string Field, string Value)>)[
            .. ((string Field, string Value)[])[("Form.Name", name), ("Form.Until", DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("Password", PortalBrowser.Password)] is var usual ? usual.Where(f => !instead.Any(i => i.Field == f.Field)) : [],
            .. instead,
            .. permissions.Select(p => ("Form.Permissions", p.Split('@')[0])),
            .. permissions.SelectMany(p => (p.Contains('@') ? [Enum.Parse<Environments>(p.Split('@')[1])] : EnvironmentSets.Each).Select(one => ("Form.Where", $"{p.Split('@')[0]}:{one}")))]).Select(f => KeyValuePair.Create(f.Field, f.Value)));

    private static string Named(string name) => $"{name} {Guid.NewGuid():N}";
}
