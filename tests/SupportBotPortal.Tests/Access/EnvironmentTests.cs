using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

/// <summary>A permission that holds in staging reaches staging, and nothing else, by no way round.</summary>
public sealed class EnvironmentTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    private const string Everything = "llm_provider.create@Staging|llm_provider.edit@Staging|llm_provider.delete@Staging|llm_provider.test@Staging|health.edit@Staging|health.view|aiml.view";

    private string staging = "";
    private string production = "";
    private PortalBrowser person = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("edit")]
    [InlineData("key")]
    [InlineData("delete")]
    [InlineData("checks")]
    public async Task A_page_about_one_provider_opens_where_the_permission_holds(string page)
    {
        (await person.GetAsync($"/providers/{staging}/{page}")).Status.ShouldBe(HttpStatusCode.OK);

        (await person.GetAsync($"/providers/{production}/{page}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.GetAsync($"/providers/nobody/{page}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("activation", "active", "false")]
    [InlineData("default", "isDefault", "true")]
    [InlineData("test", "", "")]
    [InlineData("discover", "", "")]
    [InlineData("models", "", "")]
    [InlineData("delete", "", "")]
    [InlineData("edit", "Form.Name", "Taken over")]
    [InlineData("key", "NewKey", "sk-other")]
    public async Task A_forged_request_about_another_environment_is_refused_and_changes_nothing(string act, string field, string value)
    {
        var before = await started.Portal.ProviderAsync(production);

        var answer = await person.PressAsync($"/providers/{production}/{act}", false, field.Length == 0 ? [] : [(field, value)]);

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        var after = await started.Portal.ProviderAsync(production);
        (after.Version, after.Name, after.IsActive, after.IsDefault).ShouldBe((before.Version, before.Name, before.IsActive, before.IsDefault));
    }

    [Fact]
    public async Task A_row_and_a_page_show_what_may_be_done_with_that_provider()
    {
        var list = await person.PageAsync("/providers?sort=name");
        list.QuerySelector($"#provider-{staging}")!.InnerHtml.ShouldContain("/edit");
        list.QuerySelector($"#provider-{staging}")!.InnerHtml.ShouldContain($"/providers/{staging}/test");
        var row = list.QuerySelector($"#provider-{production}")!.InnerHtml;
        row.ShouldNotContain($"/providers/{production}/edit");
        row.ShouldNotContain($"/providers/{production}/test");
        row.ShouldNotContain($"/providers/{production}/delete");
        // A copy of it may become one in staging.
        row.ShouldContain($"/providers/{production}/duplicate");

        (await person.PageAsync($"/providers/{staging}")).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldContain($"/providers/{staging}/edit");
        var page = (await person.PageAsync($"/providers/{production}")).QuerySelector("main .page-head")!.InnerHtml;
        page.ShouldNotContain("/edit");
        page.ShouldNotContain("Deactivate");
        page.ShouldContain("Duplicate");
    }

    [Fact]
    public async Task A_label_beyond_reach_is_neither_offered_nor_taken()
    {
        var edit = await person.PageAsync($"/providers/{staging}/edit");
        edit.QuerySelectorAll("#environment option").Select(o => o.GetAttribute("value")).ShouldBe(["Staging"]);

        var moved = await person.SaveAsync($"/providers/{staging}/edit", ("Environment", "Production"));
        var added = await person.SaveAsync(Acts.NewCustom, ("Name", "In production"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("Environment", "Production"));

        foreach (var answer in (Answer[])[moved, added])
        {
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Text("#environment-help").ShouldContain("holds for staging only");
        }

        (await started.Portal.ProviderAsync(staging)).Environment.ShouldBe(ProviderEnvironment.Staging);
        (await started.Portal.InDatabaseAsync(db => db.Providers.AnyAsync(p => p.Name == "In production", Cancellation))).ShouldBeFalse();
        (await person.PageAsync(Acts.NewCustom)).QuerySelector("#environment option[selected]")!.GetAttribute("value").ShouldBe("Staging");
        (await person.PageAsync($"/providers/{production}/duplicate")).QuerySelector("#environment option[selected]")!.GetAttribute("value").ShouldBe("Staging");
    }

    [Theory]
    [InlineData("/providers/try/test")]
    [InlineData("/providers/try/discover")]
    public async Task Before_saving_a_stored_key_of_another_environment_is_not_used_and_a_new_one_is_judged_by_its_label(string path)
    {
        var fields = await started.Admin.ProviderFormAsync($"/providers/{production}/edit");
        (await person.PressAsync(path, false, [.. fields.Select(f => (f.Key, f.Value))])).Status.ShouldBe(HttpStatusCode.Forbidden);

        var form = await person.ProviderFormAsync(Acts.NewCustom, ("Name", "New"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("Environment", "Production"));
        var answer = await person.PressAsync(path, false, [.. form.Select(f => (f.Key, f.Value))]);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text("#environment-help").ShouldContain("test providers holds for staging only");
    }

    [Fact]
    public async Task An_act_on_many_leaves_alone_what_it_may_not_touch()
    {
        var none = await person.PressAsync("/providers/bulk/deactivate", true, ("id", production));
        none.Status.ShouldBe(HttpStatusCode.Forbidden);
        none.Html.ShouldContain("you may do this for providers that are labelled staging");

        var both = await person.PressAsync("/providers/bulk/deactivate", true, ("id", production), ("id", staging));
        both.Status.ShouldBe(HttpStatusCode.OK, both.Html);
        var run = both.Page.QuerySelector("[sse-connect]")!.GetAttribute("sse-connect")!.Split('/', '?')[2];
        (await person.StreamAsync(run)).ShouldContain("1 left alone");

        (await started.Portal.ProviderAsync(staging)).IsActive.ShouldBeFalse();
        (await started.Portal.ProviderAsync(production)).IsActive.ShouldBeTrue();
    }

    [Fact]
    public async Task Maintenance_is_planned_for_a_provider_within_reach_and_not_for_all()
    {
        var (mine, other) = ((await started.Portal.ProviderAsync(staging)).Id, (await started.Portal.ProviderAsync(production)).Id);
        Task<Answer> PlanAsync(PortalBrowser browser, Guid? id) => browser.PressAsync("/alerts/maintenance/new", false,
            ("Form.Name", "Update"), ("Form.ProviderId", id?.ToString() ?? ""), ("Form.Kind", "Once"), ("Form.From", "2030-01-01T10:00"), ("Form.To", "2030-01-01T12:00"), ("Form.TimeZone", "UTC"));

        (await PlanAsync(person, mine)).Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (var id in (Guid?[])[other, null])
        {
            var refused = await PlanAsync(person, id);
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text("#provider-help").ShouldContain("holds for staging only");
        }

        (await PlanAsync(started.Admin, null)).Status.ShouldBe(HttpStatusCode.Redirect);
        var all = await started.Portal.InDatabaseAsync(db => db.MaintenanceWindows.SingleAsync(w => w.ProviderId == null, Cancellation));
        var list = await person.GetAsync("/alerts/maintenance");
        list.Html.ShouldContain("All providers");
        list.Html.ShouldNotContain($"/alerts/maintenance/{all.Id}");
        (await person.GetAsync($"/alerts/maintenance/{all.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.PressAsync($"/alerts/maintenance/{all.Id}/delete")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.PressAsync($"/alerts/maintenance/{all.Id}", false, ("Form.Version", "1"), ("Form.ProviderId", mine.ToString()), ("Form.Name", "Mine now"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        // Moved from one's own to all: neither.
        var own = await started.Portal.InDatabaseAsync(db => db.MaintenanceWindows.SingleAsync(w => w.ProviderId == mine, Cancellation));
        (await person.PressAsync($"/alerts/maintenance/{own.Id}", false, ("Form.Version", "1"), ("Form.Name", "Update"), ("Form.ProviderId", ""), ("Form.Kind", "Once"), ("Form.From", "2030-01-01T10:00"), ("Form.To", "2030-01-01T12:00"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_model_of_another_environment_cannot_be_tried()
    {
        foreach (var path in (string[])["/generation/try", "/generation/replay"])
        {
            (await TryAsync(path, production)).Html.ShouldContain("your permission to test providers holds for staging only");
            (await TryAsync(path, staging)).Html.ShouldNotContain("your permission to test providers");
        }

        Task<Answer> TryAsync(string path, string provider) => person.PressAsync(path, true, ("Form.Model", $"{provider}/fake-large"), ("Form.Temperature", "0.3"), ("Message", "Hello"));
    }

    [Fact]
    public async Task Several_roles_add_up()
    {
        var role = await started.Portal.AddRoleAsync("llm_provider.edit@Staging");
        var someone = await started.Portal.AddPersonAsync(role);
        using var browser = await started.Portal.SignedInAsync(someone);
        (await browser.GetAsync($"/providers/{production}/edit")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var second = await started.Portal.AddRoleAsync("llm_provider.edit@Production");
        await started.Portal.InDatabaseAsync(async db =>
        {
            db.UserRoles.Add(new() { UserId = someone.Id, RoleId = (await db.Roles.SingleAsync(r => r.Name == second, Cancellation)).Id });
            return await db.SaveChangesAsync(Cancellation);
        });

        (await browser.GetAsync($"/providers/{production}/edit")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync($"/providers/{staging}/edit")).Status.ShouldBe(HttpStatusCode.OK);
    }

    public async ValueTask InitializeAsync()
    {
        staging = await AddAsync("Staging");
        production = await AddAsync("Production");
        person = await started.Portal.SignedInAsync(await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync(Everything.Split('|'))));
    }

    public ValueTask DisposeAsync()
    {
        person.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<string> AddAsync(string label) => started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", $"{label} {Guid.NewGuid():N}"), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), ("Environment", label), ("ModelsText", "fake-large"));
}
