using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Pages.Providers.Checks;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

/// <summary>Which providers are tested by themselves, and when.</summary>
public sealed class SweepTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task An_active_provider_is_tested_once_in_each_interval_and_shown_by_what_was_found()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync();

        await bench.PassAsync(4 * Usual);

        var checks = await bench.ChecksAsync(id);
        checks.Count.ShouldBeInRange(3, 4);
        checks.ShouldAllBe(c => c.Verdict == CheckVerdict.Passed && c.Kind == CheckKind.Scheduled && c.StartedBy == null);
        for (var n = 1; n < checks.Count; n++) (checks[n].At - checks[n - 1].At).ShouldBeInRange(Usual - TimeSpan.FromSeconds(20), Usual + TimeSpan.FromSeconds(20));
        var provider = await bench.FindAsync(id);
        (provider.LastTest!.At, provider.LastTest.StartedBy, provider.Health.State, provider.CheckSlot.LeasedAt).ShouldBe((checks[^1].At, "schedule", HealthState.Healthy, null));
    }

    [Theory]
    [InlineData("inactive")]
    [InlineData("deleted")]
    [InlineData("off")]
    public async Task What_is_not_to_be_watched_is_left_alone(string why)
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p =>
        {
            if (why == "inactive") p.IsActive = false;
            if (why == "deleted") p.DeletedAt = DateTime.UnixEpoch;
            if (why == "off") p.Checks.Rhythm = CheckRhythm.Off;
        });

        await bench.PassAsync(2 * Usual);

        (await bench.ChecksAsync(id)).ShouldBeEmpty();
        bench.Fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_is_off_is_not_tested_because_it_is_activated_and_another_one_is_at_once()
    {
        await using var bench = await SweepBench.StartAsync();
        using var admin = await bench.AdminAsync();
        var off = await bench.AddAsync("Off", p => (p.IsActive, p.Checks.Rhythm) = (false, CheckRhythm.Off));
        var usual = await bench.AddAsync("Usual", p => p.IsActive = false);

        foreach (var slug in (string[])["off", "usual"]) await admin.PostAsync("/account/password", $"/providers/{slug}/activation", new() { ["active"] = "true" });
        await bench.SweepAsync();

        (await bench.ChecksAsync(off)).ShouldBeEmpty();
        (await bench.ChecksAsync(usual)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_that_was_changed_holds_from_that_moment_on()
    {
        await using var bench = await SweepBench.StartAsync();
        using var admin = await bench.AdminAsync();
        var id = await bench.AddAsync();
        await bench.SweepAsync();

        (await admin.SavePlanAsync("watched", ("Rhythm", "Cron"), ("Cron", "*/2 * * * *"))).Status.ShouldBe(HttpStatusCode.Redirect);
        await bench.PassAsync(TimeSpan.FromMinutes(6));

        (await bench.ChecksAsync(id)).Select(c => c.At.TimeOfDay).ShouldBe([new(9, 2, 0), new(9, 4, 0), new(9, 6, 0)]);
        (await admin.SavePlanAsync("watched", ("Rhythm", "Off"))).Status.ShouldBe(HttpStatusCode.Redirect);
        await bench.PassAsync(TimeSpan.FromMinutes(6));
        (await bench.ChecksAsync(id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Many_providers_are_spread_over_the_interval()
    {
        await using var bench = await SweepBench.StartAsync();
        for (var n = 0; n < 60; n++) await bench.AddAsync($"Watched {n}", p => p.Id = new Guid(n, 0, 0, new byte[8]));
        await bench.SweepAsync();

        var slots = await bench.Portal.InDatabaseAsync(db => Task.FromResult(db.Providers.Select(p => p.CheckSlot.NextAt!.Value).ToList()));

        slots.ShouldAllBe(at => at > bench.Clock.GetUtcNow() && at <= bench.Clock.GetUtcNow() + Usual + TimeSpan.FromSeconds(10));
        // Sixty in five minutes: each minute has some, none has nearly all.
        var minutes = slots.GroupBy(at => at.Minute % 5).Select(g => g.Count()).ToList();
        minutes.Count.ShouldBe(5);
        minutes.ShouldAllBe(count => count < 30);
    }

    [Fact]
    public async Task Slots_missed_while_the_portal_was_off_are_not_made_up_for_all_at_once()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => p.CheckSlot.NextAt = new DateTime(2026, 6, 1, 3, 0, 0, DateTimeKind.Utc));

        await bench.SweepAsync();
        (await bench.ChecksAsync(id)).ShouldBeEmpty();
        await bench.PassAsync(Usual + TimeSpan.FromSeconds(15));

        (await bench.ChecksAsync(id)).Count.ShouldBeInRange(1, 2);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(-24)]
    public async Task A_clock_that_jumps_by_a_day_neither_floods_nor_silences(int hours)
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => p.CheckSlot.NextAt = bench.Clock.GetUtcNow().UtcDateTime.AddHours(-hours).AddMinutes(1));

        await bench.PassAsync(Usual + TimeSpan.FromSeconds(15));

        (await bench.ChecksAsync(id)).Count.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task An_activated_provider_is_tested_at_the_next_tick_and_a_deactivated_one_no_more()
    {
        await using var bench = await SweepBench.StartAsync();
        using var admin = await bench.AdminAsync();
        var id = await bench.AddAsync(adjust: p => p.IsActive = false);
        await bench.PassAsync(Usual);

        await admin.PostAsync("/account/password", "/providers/watched/activation", new() { ["active"] = "true" });
        await bench.PassAsync(TimeSpan.FromSeconds(5));
        (await bench.ChecksAsync(id)).ShouldHaveSingleItem();

        await admin.PostAsync("/account/password", "/providers/watched/activation", new() { ["active"] = "false" });
        await bench.PassAsync(2 * Usual);
        (await bench.ChecksAsync(id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_cron_expression_decides_instead_of_the_interval()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => (p.Checks.Rhythm, p.Checks.Cron, p.Checks.TimeZone) = (CheckRhythm.Cron, "30 * * * *", "Europe/Madrid"));

        await bench.PassAsync(TimeSpan.FromMinutes(31));

        (await bench.ChecksAsync(id)).ShouldHaveSingleItem().At.ShouldBe(new DateTime(2026, 6, 1, 9, 30, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_provider_is_down_after_three_failures_and_up_after_two_successes_and_until_then_it_is_shown_as_before()
    {
        await using var bench = await SweepBench.StartAsync();
        using var admin = await bench.AdminAsync();
        await bench.AddAsync();
        await bench.PassAsync(Usual);
        var shown = new List<string>();

        foreach (var behaviour in (FakeBehaviour[])[FakeBehaviour.PathNotFound, FakeBehaviour.PathNotFound, FakeBehaviour.PathNotFound, FakeBehaviour.Ok, FakeBehaviour.Ok])
        {
            bench.Fake.Behave(behaviour);
            await bench.PassAsync(Usual);
            shown.Add((await admin.PageAsync("/providers")).QuerySelector("#provider-watched .badge")!.TextContent.Trim().Split(' ')[0]);
        }

        shown.ShouldBe(["Healthy", "Healthy", "Down", "Down", "Healthy"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_incident_of_a_provider_that_is_watched_no_more_ends_and_begins_anew_if_it_is_watched_again(bool isDeleted)
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync();
        bench.Fake.Behave(FakeBehaviour.PathNotFound);
        await bench.PassAsync(4 * Usual);
        await using var db = await bench.History.CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.Incidents.ShouldHaveSingleItem().EndedAt.ShouldBeNull();
        await SetAsync(isWatched: false);

        await bench.PassAsync(TimeSpan.FromSeconds(5));

        db.ChangeTracker.Clear();
        var incident = db.Incidents.ShouldHaveSingleItem();
        incident.EndedAt.ShouldBe(bench.Clock.GetUtcNow().UtcDateTime);
        using var admin = await bench.AdminAsync();
        (await admin.PageAsync($"/incidents/{incident.Id}")).Body!.TextContent.ShouldContain("because the provider was deactivated or deleted");
        await SetAsync(isWatched: true);
        await bench.PassAsync(4 * Usual);
        db.ChangeTracker.Clear();
        db.Incidents.Count(i => i.EndedAt == null).ShouldBe(1);
        db.Incidents.Count().ShouldBe(2);

        Task SetAsync(bool isWatched) => bench.Portal.InDatabaseAsync(portal => portal.Providers.IgnoreQueryFilters().Where(p => p.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.IsActive, isDeleted || isWatched).SetProperty(p => p.DeletedAt, isDeleted && !isWatched ? DateTime.UnixEpoch : null), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_person_tests_is_shown_at_once_and_remembered_with_their_name()
    {
        await using var bench = await SweepBench.StartAsync();
        using var admin = await bench.AdminAsync();
        var id = await bench.AddAsync();
        await bench.PassAsync(Usual);
        bench.Fake.Behave(FakeBehaviour.PathNotFound);

        await admin.TestSavedAsync("watched");

        (await admin.PageAsync("/providers")).QuerySelector("#provider-watched .badge")!.TextContent.ShouldStartWith("Down");
        await bench.WrittenAsync();
        (await admin.PageAsync("/providers")).QuerySelector("#provider-watched .badge")!.TextContent.ShouldStartWith("Down");
        var check = (await bench.ChecksAsync(id))[^1];
        (check.Kind, check.Verdict, check.StartedBy).ShouldBe((CheckKind.Manual, CheckVerdict.Failed, (await bench.FindAsync(id)).LastTest!.StartedBy));
        check.StartedBy.ShouldNotBeNullOrEmpty();
        await using var db = await bench.History.CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.Incidents.ShouldBeEmpty("one failure is no incident");
    }

    [Fact]
    public async Task A_sealed_key_is_not_testable_and_never_down()
    {
        await using var bench = await SweepBench.StartAsync();
        var id = await bench.AddAsync(adjust: p => p.AuthScheme = "bearer");

        await bench.PassAsync(5 * Usual);

        (await bench.ChecksAsync(id)).ShouldAllBe(c => c.Verdict == CheckVerdict.NotTestable);
        await using var db = await bench.History.CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.Incidents.ShouldBeEmpty();
    }
}
