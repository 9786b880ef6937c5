using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Checks;

/// <summary>Two people plan the tests of one provider at the same time.</summary>
public sealed class CheckPlanConflictTests(PlanBench bench) : IClassFixture<PlanBench>
{
    private PortalBrowser Admin => bench.Admin;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_both_changed_stands_side_by_side_and_nothing_is_saved_or_lost(bool htmx)
    {
        var provider = await bench.AddAsync();
        var mine = await Admin.PlanFormAsync(provider.Slug, ("Rhythm", "Interval"), ("Every", "2"), ("Unit", "Hours"), ("FailuresBeforeDown", "7"));
        await SaveTheirsAsync(provider, ("Rhythm", "Off"), ("FailuresBeforeDown", "9"));

        var refused = await Admin.PostPlanAsync(provider.Slug, mine, htmx);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".conflict").ShouldContain("saved this provider");
        refused.Page.QuerySelectorAll(".sides-by-side tbody tr").Select(row => row.QuerySelector("th")!.TextContent + ": " + string.Join(" / ", row.QuerySelectorAll(".pre").Select(c => c.TextContent)))
            .ShouldBe(["How often: off / every 2 hours", "Down after: 9 / 7"]);
        var fields = refused.PlanFields();
        (fields["Form.Rhythm"], fields["Form.Every"], fields["Form.Unit"], fields["Form.FailuresBeforeDown"]).ShouldBe(("Interval", "2", "Hours", "7"));
        (await bench.Portal.ProviderAsync(provider.Slug)).Checks.FailuresBeforeDown.ShouldBe(9);
    }

    [Fact]
    public async Task Saving_again_replaces_theirs_or_keeps_it_where_that_was_ticked()
    {
        var provider = await bench.AddAsync();
        var mine = await Admin.PlanFormAsync(provider.Slug, ("Rhythm", "Interval"), ("Every", "2"), ("Unit", "Hours"), ("FailuresBeforeDown", "7"));
        await SaveTheirsAsync(provider, ("Rhythm", "Off"), ("FailuresBeforeDown", "9"));
        var refused = await Admin.PostPlanAsync(provider.Slug, mine);

        (await Admin.PostPlanAsync(provider.Slug, refused.PlanFields(("TakeSaved", "FailuresBeforeDown")))).Status.ShouldBe(HttpStatusCode.Redirect);

        var plan = (await bench.Portal.ProviderAsync(provider.Slug)).Checks;
        (plan.Rhythm, plan.Seconds, plan.FailuresBeforeDown).ShouldBe((CheckRhythm.Interval, 7200, 9));
    }

    [Fact]
    public async Task What_only_the_other_one_changed_is_taken_over_and_what_only_I_changed_stays()
    {
        var provider = await bench.AddAsync();
        var mine = await Admin.PlanFormAsync(provider.Slug, ("SlowMilliseconds", "900"));
        await SaveTheirsAsync(provider, ("Rhythm", "Interval"), ("Every", "90"), ("Unit", "Seconds"), ("IsDeep", "true"), ("DeepHours", "8"));

        var refused = await Admin.PostPlanAsync(provider.Slug, mine);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelectorAll(".sides-by-side").ShouldBeEmpty();
        refused.Text(".conflict").ShouldContain("since you had not changed it: How often, Interval, Paid tests.");
        refused.Text("#checks-preview").ShouldContain("28,800 tests in 30 days");
        (await Admin.PostPlanAsync(provider.Slug, refused.PlanFields())).Status.ShouldBe(HttpStatusCode.Redirect);
        var plan = (await bench.Portal.ProviderAsync(provider.Slug)).Checks;
        (plan.Rhythm, plan.Seconds, plan.DeepHours, plan.SlowMilliseconds).ShouldBe((CheckRhythm.Interval, 90, 8, 900));
    }

    [Fact]
    public async Task A_colleague_who_changed_something_else_of_the_provider_stops_nobody()
    {
        var provider = await bench.AddAsync();
        var mine = await Admin.PlanFormAsync(provider.Slug, ("Rhythm", "Off"));
        (await Admin.PostAsync("/account/password", $"/providers/{provider.Slug}/activation", new() { ["active"] = "false" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await Admin.PostPlanAsync(provider.Slug, mine)).Status.ShouldBe(HttpStatusCode.Redirect);

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Checks.Rhythm, now.IsActive).ShouldBe((CheckRhythm.Off, false));
    }

    [Fact]
    public async Task A_plan_that_was_changed_meanwhile_stops_nobody_who_edits_the_provider()
    {
        var provider = await bench.AddAsync(p => p.AuthScheme = "none");
        var edit = $"/providers/{provider.Slug}/edit";
        var mine = await Admin.ProviderFormAsync(edit, ("Notes", "mine"), ("BaseUrl", "https://llm.example.com/v1"));
        await SaveTheirsAsync(provider, ("Rhythm", "Off"));

        (await Admin.PostAsync("/account/password", edit, mine)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Checks.Rhythm, now.Notes).ShouldBe((CheckRhythm.Off, "mine"));
    }

    private async Task SaveTheirsAsync(Provider provider, params (string, string)[] changes)
    {
        using var other = await bench.Portal.SignedInAsync(await bench.Portal.AddPersonAsync(Core.Access.BuiltInRoles.Admin));
        (await other.SavePlanAsync(provider.Slug, changes)).Status.ShouldBe(HttpStatusCode.Redirect);
    }
}
