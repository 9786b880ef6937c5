using System.Net;
using System.Text.Json;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Checks;

/// <summary>A provider's tests by schedule are planned on a page of their own, and what is saved holds at once.</summary>
public sealed class CheckPlanTests(PlanBench bench) : IClassFixture<PlanBench>
{
    [Fact]
    public async Task Another_interval_is_saved_audited_and_takes_effect_at_once()
    {
        var provider = await bench.AddAsync();

        var saved = await bench.Admin.SavePlanAsync(provider.Slug, ("Rhythm", "Interval"), ("Every", "45"), ("Unit", "Seconds"));

        (saved.Status, saved.Location).ShouldBe((HttpStatusCode.Redirect, $"/providers/{provider.Slug}"));
        (await bench.Admin.PageAsync(saved.Location!)).QuerySelector("#toasts, .toasts, main")!.Owner!.Body!.TextContent.ShouldContain($"The tests of “{provider.Name}” are saved: every 45 seconds.");
        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Checks.Rhythm, now.Checks.Seconds, now.Version, now.ConnectionRevision).ShouldBe((CheckRhythm.Interval, 45, provider.Version + 1, provider.ConnectionRevision));
        now.CheckSlot.NextAt!.Value.ShouldBeInRange(bench.Now, bench.Now.AddSeconds(48));
        var line = await LineAsync(provider);
        (line.Action, Changes(line)).ShouldBe(("provider.checks_edited", "Tests by schedule: every 5 minutes (usual) → every 45 seconds"));
        line.ActorName.ShouldStartWith("admin-");
    }

    [Fact]
    public async Task A_cron_expression_gives_the_next_slot_in_its_time_zone()
    {
        var provider = await bench.AddAsync();

        // It is 11:00 in Madrid, on a Monday.
        (await bench.Admin.SavePlanAsync(provider.Slug, ("Rhythm", "Cron"), ("Cron", " 30   8 * * MON-FRI "), ("TimeZone", "Europe/Madrid"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Checks.Cron, now.Checks.TimeZone).ShouldBe(("30 8 * * MON-FRI", "Europe/Madrid"));
        now.CheckSlot.NextAt.ShouldBe(new DateTime(2026, 6, 2, 6, 30, 0, DateTimeKind.Utc));
        Changes(await LineAsync(provider)).ShouldBe("Tests by schedule: every 5 minutes (usual) → cron 30 8 * * MON-FRI (Europe/Madrid)");
    }

    [Fact]
    public async Task Without_a_time_zone_hours_are_meant_in_UTC()
    {
        var provider = await bench.AddAsync();

        await bench.Admin.SavePlanAsync(provider.Slug, ("Rhythm", "Cron"), ("Cron", "30 8 * * *"));

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Checks.TimeZone, now.CheckSlot.NextAt).ShouldBe(("UTC", new DateTime(2026, 6, 2, 8, 30, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task Off_takes_the_slot_away_and_leaves_the_cron_expression_for_another_time()
    {
        var provider = await bench.AddAsync(p => (p.Checks.Rhythm, p.Checks.Cron, p.Checks.TimeZone) = (CheckRhythm.Cron, "0 * * * *", "Asia/Tokyo"));

        await bench.Admin.SavePlanAsync(provider.Slug, ("Rhythm", "Off"));

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Checks.Rhythm, now.CheckSlot.NextAt).ShouldBe((CheckRhythm.Off, null));
        var page = await bench.Admin.PageAsync(PlanActs.PlanPage(provider.Slug));
        page.QuerySelector("#cron")!.GetAttribute("value").ShouldBe("0 * * * *");
        page.QuerySelector("#time-zone")!.GetAttribute("value").ShouldBe("Asia/Tokyo");
        (await FactsAsync(provider)).ShouldStartWith("Off, only when somebody presses “Test”");
    }

    [Fact]
    public async Task Other_thresholds_are_no_reason_to_test_earlier_or_later()
    {
        var provider = await bench.AddAsync();

        await bench.Admin.SavePlanAsync(provider.Slug, ("SlowMilliseconds", "1200"), ("FailuresBeforeDown", "5"), ("SuccessesBeforeUp", "1"), ("IsDeep", "true"), ("DeepHours", "12"), ("DeepPerMonth", "40"));

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        now.CheckSlot.NextAt.ShouldBe(provider.CheckSlot.NextAt);
        (now.Checks.SlowMilliseconds, now.Checks.FailuresBeforeDown, now.Checks.SuccessesBeforeUp, now.Checks.DeepHours, now.Checks.DeepPerMonth).ShouldBe((1200, 5, 1, 12, 40));
        Changes(await LineAsync(provider)).ShouldBe("Slow after: 5,000 ms (usual) → 1,200 ms; Failures until it is down: 3 → 5; Successes until it is up again: 2 → 1; Paid tests: none → every 12 hours; Paid calls in a month: 31 → 40");
    }

    [Fact]
    public async Task Saving_what_is_there_already_changes_nothing_and_leaves_no_line()
    {
        var provider = await bench.AddAsync(p => (p.Checks.Rhythm, p.Checks.Seconds) = (CheckRhythm.Interval, 5400));
        (await bench.Admin.PlanFormAsync(provider.Slug))["Form.Every"].ShouldBe("90");

        (await bench.Admin.SavePlanAsync(provider.Slug)).Status.ShouldBe(HttpStatusCode.Redirect);

        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Version, now.CheckSlot.NextAt).ShouldBe((provider.Version, provider.CheckSlot.NextAt));
        (await bench.Portal.InDatabaseAsync(db => Task.FromResult(db.Audit.Count(a => a.SubjectId == provider.Id.ToString())))).ShouldBe(0);
    }

    [Fact]
    public async Task The_paid_tests_are_left_out_by_taking_the_tick_away()
    {
        var provider = await bench.AddAsync(p => (p.Checks.DeepHours, p.Checks.DeepPerMonth) = (6, 100));

        await bench.Admin.SavePlanAsync(provider.Slug, ("IsDeep", "false"));

        (await bench.Portal.ProviderAsync(provider.Slug)).Checks.DeepHours.ShouldBeNull();
        Changes(await LineAsync(provider)).ShouldBe("Paid tests: every 6 hours → none");
    }

    [Fact]
    public async Task Its_page_says_how_it_is_tested_when_next_and_what_that_costs()
    {
        var provider = await bench.AddAsync(p => (p.Checks.DeepHours, p.CheckSlot.PaidMonth, p.CheckSlot.PaidCalls) = (24, 202606, 3));

        (await FactsAsync(provider)).ShouldBe("Every 5 minutes (usual), next in 1 min A paid test every 24 hours, 3 of 31 this month Slow after 5,000 ms (usual), down after 3 failures, up after 2 successes Change");
    }

    [Fact]
    public async Task An_inactive_one_says_that_it_is_not_tested()
    {
        var provider = await bench.AddAsync(p => (p.IsActive, p.Checks.FailuresBeforeDown, p.Checks.SuccessesBeforeUp) = (false, 1, 1));

        (await FactsAsync(provider)).ShouldBe("Every 5 minutes (usual), not tested while inactive Slow after 5,000 ms (usual), down after 1 failure, up after 1 success Change");
    }

    [Theory]
    [InlineData(BuiltInRoles.Operator)]
    [InlineData(BuiltInRoles.Viewer)]
    public async Task Whoever_may_not_plan_tests_reads_the_plan_and_cannot_change_it(string role)
    {
        var provider = await bench.AddAsync();
        var fields = await bench.Admin.PlanFormAsync(provider.Slug, ("Rhythm", "Off"));
        using var other = await bench.Portal.SignedInAsync(await bench.Portal.AddPersonAsync(role));

        (await FactsAsync(provider, other)).ShouldEndWith("up after 2 successes");
        (await other.GetAsync(PlanActs.PlanPage(provider.Slug))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await other.GetAsync(PlanActs.PlanPage(provider.Slug) + "/preview")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await other.PostPlanAsync(provider.Slug, fields)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await bench.Portal.ProviderAsync(provider.Slug)).Checks.Rhythm.ShouldBe(CheckRhythm.Usual);
    }

    [Fact]
    public async Task One_that_was_deleted_meanwhile_is_not_found()
    {
        var provider = await bench.AddAsync();
        var fields = await bench.Admin.PlanFormAsync(provider.Slug, ("Rhythm", "Off"));
        await bench.Admin.DeleteAsync(provider.Slug);

        (await bench.Admin.PostPlanAsync(provider.Slug, fields)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await bench.Admin.GetAsync(PlanActs.PlanPage(provider.Slug))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task By_htmx_saving_leads_to_the_provider()
    {
        var provider = await bench.AddAsync();

        var saved = await bench.Admin.PostPlanAsync(provider.Slug, await bench.Admin.PlanFormAsync(provider.Slug, ("Rhythm", "Off")), htmx: true);

        (saved.Status, saved.Response.Headers.GetValues("HX-Redirect").Single()).ShouldBe((HttpStatusCode.NoContent, $"/providers/{provider.Slug}"));
    }

    private async Task<string> FactsAsync(Provider provider, PortalBrowser? browser = null) =>
        string.Join(' ', (await (browser ?? bench.Admin).PageAsync($"/providers/{provider.Slug}")).QuerySelector("#checks dd")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<AuditEntry> LineAsync(Provider provider) => bench.Portal.InDatabaseAsync(db => Task.FromResult(db.Audit.Single(a => a.SubjectId == provider.Id.ToString())));

    private static string Changes(AuditEntry line) => string.Join("; ", JsonDocument.Parse(line.Changes).RootElement.EnumerateArray()
        .Select(c => $"{c.GetProperty("field").GetString()}: {c.GetProperty("before").GetString()} → {c.GetProperty("after").GetString()}"));
}
