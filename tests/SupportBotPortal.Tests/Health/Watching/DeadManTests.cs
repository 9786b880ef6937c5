using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Core.Health.Watching;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Watching;

/// <summary>Who watches the watcher: the schedule stops, and somebody says so.</summary>
public sealed class DeadManTests
{
    private const string Banner = "#watch-stopped";
    private const string Sentence = "No scheduled test has run since 2026-06-01 09:00 UTC; providers are not being watched. Restart the portal and look at its log.";

    private readonly HeardAlarms heard = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_that_stops_is_told_once_in_the_log_and_to_alarms_and_shown_on_every_page()
    {
        await using var bench = await WatchBench.StartAsync(heard);
        using var admin = await bench.AdminAsync();
        await bench.SweepAsync();

        bench.Clock.Advance(TimeSpan.FromMinutes(9.5));
        await bench.LookAsync();
        (await admin.PageAsync("/")).QuerySelector(Banner).ShouldBeNull();
        heard.Turns.ShouldBeEmpty();

        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.LookAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(15));
        await bench.LookAsync();

        heard.Turns.ShouldBe([new(true, new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc), new(2026, 6, 1, 9, 10, 30, DateTimeKind.Utc))]);
        bench.Portal.Log.Lines.Count(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(Sentence, StringComparison.Ordinal)).ShouldBe(1);
        foreach (var page in (string[])["/", "/providers", "/incidents", "/plugins", "/account/password"])
            (await admin.PageAsync(page)).QuerySelector(Banner).ShouldNotBeNull(page).TextContent.ShouldContain(Sentence);
    }

    [Fact]
    public async Task When_tests_run_again_that_is_told_once_and_the_banner_goes()
    {
        await using var bench = await WatchBench.StartAsync(heard);
        using var admin = await bench.AdminAsync();
        bench.Clock.Advance(WatchBench.TooLong);
        await bench.LookAsync();
        (await admin.PageAsync("/")).QuerySelector(Banner).ShouldNotBeNull();

        await bench.SweepAsync();
        (await admin.PageAsync("/")).QuerySelector(Banner).ShouldBeNull();
        await bench.LookAsync();
        await bench.LookAsync();

        heard.Turns.Select(t => (t.IsStopped, t.Since)).ShouldBe([(true, new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc)), (false, new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc))]);
        await bench.Portal.Log.LineAsync("Scheduled tests run again", Token);

        bench.Clock.Advance(WatchBench.TooLong);
        await bench.LookAsync();
        heard.Turns.Count.ShouldBe(3);
    }

    [Fact]
    public async Task It_looks_by_itself_on_a_timer_of_its_own()
    {
        await using var bench = await WatchBench.StartAsync(heard);

        bench.Clock.Advance(WatchBench.TooLong);

        await bench.Portal.Log.LineAsync(Sentence, Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task Rounds_that_fail_at_their_beginning_are_no_sign_of_life()
    {
        await using var bench = await WatchBench.StartAsync(heard);
        await bench.Portal.ChangeFileAsync("ALTER TABLE Providers RENAME TO Gone");

        for (var minute = 0; minute < 11; minute++)
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
            await Should.ThrowAsync<Exception>(bench.SweepAsync);
        }

        await bench.LookAsync();
        heard.Turns.ShouldHaveSingleItem().IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task A_long_round_that_still_takes_what_is_due_is_a_sign_of_life()
    {
        await using var bench = await WatchBench.StartAsync(heard, new Dictionary<string, string?> { ["Health:AtOnce"] = "1" });
        // Each once in this round, however long it takes.
        var once = new CheckPlan { Rhythm = CheckRhythm.Interval, Seconds = (int)TimeSpan.FromDays(7).TotalSeconds };
        foreach (var number in Enumerable.Range(0, 6)) await bench.AddAsync($"Watched {number}", p => (p.Checks, p.CheckSlot.NextAt) = (once, bench.Clock.GetUtcNow().UtcDateTime));
        // Each test takes three minutes: the round takes what is due again and again, and ends late.
        bench.Fake.Handler = async context =>
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(3));
            await bench.LookAsync();
            context.Response.StatusCode = 500;
        };

        await bench.SweepAsync();

        bench.Clock.GetUtcNow().Hour.ShouldBe(9);
        bench.Clock.GetUtcNow().Minute.ShouldBeGreaterThan(14);
        heard.Turns.ShouldBeEmpty();
    }

    [Fact]
    public void A_clock_on_the_wall_that_is_set_forward_by_a_day_is_no_alarm()
    {
        var clock = new SetClock();
        var status = new WatchStatus(new SweepStatus(clock), new RecordingStatus(clock), Options.Create(new HealthOptions()));

        clock.SetForwardBy = TimeSpan.FromDays(1);
        status.StoppedSince.ShouldBeNull();
        clock.Advance(WatchBench.TooLong);
        status.StoppedSince.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("00:00:30", 110, 130)]
    [InlineData("01:00:00", 7190, 7210)]
    public async Task It_waits_for_two_of_the_usual_intervals_and_at_least_two_minutes(string interval, int stillWell, int stopped)
    {
        await using var bench = await WatchBench.StartAsync(heard, new Dictionary<string, string?> { ["Health:Interval"] = interval });

        bench.Clock.Advance(TimeSpan.FromSeconds(stillWell));
        await bench.LookAsync();
        heard.Turns.ShouldBeEmpty();
        bench.Clock.Advance(TimeSpan.FromSeconds(stopped - stillWell));
        await bench.LookAsync();
        heard.Turns.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_may_not_see_health_sees_no_banner()
    {
        await using var bench = await WatchBench.StartAsync();
        var role = await bench.Portal.AddRoleAsync(ProviderPermissions.View);
        using var person = await bench.Portal.SignedInAsync(await bench.Portal.AddPersonAsync(role));
        using var viewer = await PortalBrowser.SignedInAsync(bench.Portal, BuiltInRoles.Viewer);
        bench.Clock.Advance(WatchBench.TooLong);

        (await person.PageAsync("/providers")).QuerySelector(Banner).ShouldBeNull();
        (await viewer.PageAsync("/providers")).QuerySelector(Banner).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_portal_that_is_to_test_nothing_by_itself_is_not_watched()
    {
        await using var bench = await SweepBench.StartAsync(replace: services => services.AddSingleton<IWatchAlarm>(heard));
        using var admin = await bench.AdminAsync();

        bench.Clock.Advance(TimeSpan.FromMinutes(25));
        await bench.LookAsync();

        (await admin.PageAsync("/")).QuerySelector(Banner).ShouldBeNull();
        heard.Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alarm_that_fails_is_logged_and_keeps_the_others_from_nothing()
    {
        await using var bench = await WatchBench.StartAsync(heard, replace: services => services.AddSingleton<IWatchAlarm, BrokenAlarm>());

        bench.Clock.Advance(WatchBench.TooLong);
        await bench.LookAsync();

        heard.Turns.ShouldHaveSingleItem();
        bench.Portal.Log.Lines.ShouldContain(line => line.Contains("BrokenAlarm could not be told whether scheduled tests run", StringComparison.Ordinal));
    }

    /// <summary>Somebody sets the time of the machine; how long anything takes is another clock's to say.</summary>
    private sealed class SetClock : FakeTimeProvider
    {
        public TimeSpan SetForwardBy { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + SetForwardBy;

        public override long GetTimestamp() => base.GetTimestamp() - SetForwardBy.Ticks;
    }

    private sealed class BrokenAlarm : IWatchAlarm
    {
        public Task TellAsync(WatchTurn turn, CancellationToken cancellationToken) => throw new InvalidOperationException("No line.");
    }
}
