using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Reports;

/// <summary>Each period is reported once, whatever happens to the portal and to its clock. It is Sunday, 1 March 2026, noon in UTC.</summary>
public sealed class ReportFiringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_period_is_reported_when_it_is_time_and_once_however_often_one_looks()
    {
        await using var bench = AlertBench.Start();
        await bench.AddReportAsync(ReportBench.Daily);

        (await bench.FireAsync()).ShouldBe(0, "what was due before it was made is not made up for");
        (await bench.FireAtAsync("2026-03-02 06:59")).ShouldBe(0);
        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);
        (await bench.FireAtAsync("2026-03-02 07:01")).ShouldBe(0);
        (await bench.FireAtAsync("2026-03-03 06:59")).ShouldBe(0);
        (await bench.FireAtAsync("2026-03-03 07:00")).ShouldBe(1);

        (await bench.PeriodsAsync()).ShouldBe(["02-28 23:00", "03-01 23:00"]);
        (await bench.OccurrencesAsync()).ShouldAllBe(o => o.Kind == OccurrenceKind.Scheduled && o.TimeZone == "Europe/Madrid" && o.AskedBy == null);
    }

    [Fact]
    public async Task What_was_missed_comes_once_with_the_latest_period()
    {
        await using var bench = AlertBench.Start();
        await bench.AddReportAsync(ReportBench.Daily);
        await bench.AddReportAsync(ReportBench.Daily with { Name = "Weekly", Rhythm = ReportRhythm.Weekly, Weekday = DayOfWeek.Monday });

        (await bench.FireAtAsync("2026-03-19 21:30")).ShouldBe(2);
        (await bench.FireAtAsync("2026-03-19 21:31")).ShouldBe(0);

        (await bench.PeriodsAsync()).ShouldBe(["03-17 23:00", "03-08 23:00"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_clock_that_is_a_day_ahead_for_a_while_makes_no_report_twice_and_loses_none()
    {
        await using var bench = AlertBench.Start();
        await bench.AddReportAsync(ReportBench.Daily);

        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);
        (await bench.FireAtAsync("2026-03-03 07:10")).ShouldBe(1);
        foreach (var wrong in (string[])["2026-03-02 07:20", "2026-03-02 23:00", "2026-03-03 07:00"]) (await bench.FireAtAsync(wrong)).ShouldBe(0, wrong);
        (await bench.FireAtAsync("2026-03-04 07:00")).ShouldBe(1);

        (await bench.PeriodsAsync()).ShouldBe(["02-28 23:00", "03-01 23:00", "03-02 23:00"]);
    }

    [Fact]
    public async Task A_clock_that_is_days_behind_or_years_ahead_for_a_while_stops_no_report()
    {
        await using var bench = AlertBench.Start();
        await bench.AddReportAsync(ReportBench.Daily);

        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);
        (await bench.FireAtAsync("2026-03-01 07:05")).ShouldBe(0);
        (await bench.FireAtAsync("2026-02-01 07:05")).ShouldBe(0);
        (await bench.FireAtAsync("2036-02-01 07:05")).ShouldBe(1);
        (await bench.FireAtAsync("2026-03-03 07:00")).ShouldBe(1);
        (await bench.FireAtAsync("2026-03-04 07:00")).ShouldBe(1);

        (await bench.PeriodsAsync()).ShouldBe(["02-28 23:00", "01-30 23:00", "03-01 23:00", "03-02 23:00"]);
    }

    [Fact]
    public async Task One_that_is_planned_while_the_clock_is_ahead_is_not_silent_until_then()
    {
        await using var bench = AlertBench.Start();
        bench.Clock.AdjustTime(ReportBench.At("2036-02-01 07:05"));
        await bench.AddReportAsync(ReportBench.Daily);

        (await bench.FireAtAsync("2026-03-02 06:59")).ShouldBe(0);
        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);
    }

    [Theory]
    [InlineData("Europe/Madrid", "2026-03-28 12:00", "03-27 23:00,03-28 23:00,03-29 22:00")]
    [InlineData("Europe/Madrid", "2026-10-24 12:00", "10-23 22:00,10-24 22:00,10-25 23:00")]
    [InlineData("America/Santiago", "2026-09-05 12:00", "09-05 04:00,09-06 04:00,09-07 03:00")]
    [InlineData("America/Santiago", "2026-04-04 12:00", "04-04 03:00,04-05 04:00,04-06 04:00")]
    public async Task Over_a_change_of_clocks_each_day_is_reported_once(string zone, string begin, string expected)
    {
        await using var bench = AlertBench.Start();
        bench.Clock.AdjustTime(ReportBench.At(begin));
        await bench.AddReportAsync(ReportBench.Daily with { Time = "02:30", TimeZone = zone });

        // Every ten minutes for three days: as the job does it, every minute.
        for (var step = 0; step < 3 * 144; step++)
        {
            bench.Clock.Advance(TimeSpan.FromMinutes(10));
            await bench.FireAsync();
        }

        string.Join(',', await bench.PeriodsAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task Nothing_is_made_while_it_is_inactive_nor_made_up_for_once_it_is_not()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddReportAsync(ReportBench.Daily with { IsActive = false });

        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(0);
        bench.Clock.AdjustTime(ReportBench.At("2026-03-03 12:00"));
        await bench.EditReportAsync(id, ReportBench.Daily);
        (await bench.FireAsync()).ShouldBe(0);
        (await bench.FireAtAsync("2026-03-04 07:00")).ShouldBe(1);
    }

    [Fact]
    public async Task Another_time_of_day_reports_no_period_twice_and_another_name_changes_nothing()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddReportAsync(ReportBench.Daily);
        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);

        await bench.EditReportAsync(id, ReportBench.Daily with { Time = "11:00" });
        var listing = bench.Portal.Services.GetRequiredService<ReportListing>();
        (await listing.NextAtAsync((await listing.FindAsync(id, Token)).ShouldNotBeNull(), Token)).ShouldBe(ReportBench.Utc("2026-03-03 10:00"), "that day is reported already");
        (await bench.FireAtAsync("2026-03-02 10:00")).ShouldBe(0);
        bench.Clock.AdjustTime(ReportBench.At("2026-03-03 10:30"));
        await bench.EditReportAsync(id, ReportBench.Daily with { Time = "11:00", Name = "Other" });
        (await bench.FireAsync()).ShouldBe(1, "its times are the same, and it is time");
    }

    [Fact]
    public async Task Every_day_becomes_every_week_without_a_week_being_taken_for_a_day_that_was_reported()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddReportAsync(ReportBench.Daily);
        (await bench.FireAtAsync("2026-03-03 07:00")).ShouldBe(1);
        await bench.EditReportAsync(id, ReportBench.Daily with { Rhythm = ReportRhythm.Weekly, Weekday = DayOfWeek.Monday });

        (await bench.FireAtAsync("2026-03-09 07:00")).ShouldBe(1);

        (await bench.PeriodsAsync()).ShouldBe(["03-01 23:00", "03-01 23:00"]);
    }

    [Fact]
    public async Task One_that_a_person_wants_now_takes_nothing_from_the_one_that_comes_when_it_is_time()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddReportAsync(ReportBench.Daily);
        bench.Clock.AdjustTime(ReportBench.At("2026-03-02 05:00"));
        var sending = bench.Portal.Services.GetRequiredService<ReportSending>();

        (await sending.SendAsync(id, AlertBench.Rosa, Token)).ShouldNotBeNull();
        (await sending.SendAsync(id, AlertBench.Rosa, Token)).ShouldNotBeNull();
        (await sending.SendAsync(Guid.NewGuid(), AlertBench.Rosa, Token)).ShouldBeNull();
        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);

        var made = await bench.OccurrencesAsync();
        made.Select(o => (o.Kind, o.AskedBy, o.PeriodStart)).ShouldBe([(OccurrenceKind.Asked, "rosa", ReportBench.Utc("2026-02-28 23:00")), (OccurrenceKind.Asked, "rosa", ReportBench.Utc("2026-02-28 23:00")), (OccurrenceKind.Scheduled, null, ReportBench.Utc("2026-02-28 23:00"))]);
        (await bench.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "health_report.sent", Token))).ShouldBe(2);
    }

    [Fact]
    public async Task A_report_that_nobody_can_read_keeps_no_other_from_being_made()
    {
        await using var bench = AlertBench.Start();
        await bench.AddReportAsync(ReportBench.Daily with { Name = "Damaged" });
        await bench.AddReportAsync(ReportBench.Daily with { Name = "Sound" });
        await bench.Portal.ChangeFileAsync("UPDATE HealthReports SET Providers = 'what?' WHERE Name = 'Damaged'");

        (await bench.FireAtAsync("2026-03-02 07:00")).ShouldBe(1);

        bench.Portal.Log.Lines.ShouldContain(line => line.Contains("could not be made"));
    }

    [Fact]
    public async Task The_database_itself_takes_no_period_twice_from_the_schedule()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddReportAsync(ReportBench.Daily);
        var report = await bench.Portal.InDatabaseAsync(db => db.HealthReports.AsNoTracking().SingleAsync(r => r.Id == id, Token));
        var firing = bench.Portal.Services.GetRequiredService<ReportFiring>();
        var period = ReportTimes.LatestAt(bench.Now, report)!;

        (await firing.WriteAsync(report, period, null, Token)).ShouldNotBeNull();
        (await firing.WriteAsync(report, period, null, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_report_that_is_deleted_takes_along_what_was_made_of_it()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddReportAsync(ReportBench.Daily with { Recipients = "rosa@example.com" });
        var other = await bench.AddReportAsync(ReportBench.Daily with { Name = "Other", Recipients = "rosa@example.com" });
        await bench.FireAtAsync("2026-03-02 07:00");
        (await bench.DeliveriesAsync()).Count.ShouldBe(2);

        await using (var scope = bench.Portal.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<ReportChanges>().DeleteAsync(id, AlertBench.Rosa, Token);

        (await bench.OccurrencesAsync()).ShouldHaveSingleItem().ReportId.ShouldBe(other);
        (await bench.DeliveriesAsync()).ShouldHaveSingleItem().ChannelId.ShouldBe(other);
    }
}
