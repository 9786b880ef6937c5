using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Keeping;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Reports;

/// <summary>What a report says. It is made on 2 March 2026, 8:00 in Madrid, about 1 March there.</summary>
public sealed class ReportFiguresTests
{
    private static readonly DateTime DayBegin = ReportBench.Utc("2026-02-28 23:00");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tests_count_for_the_local_day_in_which_they_ended_and_for_the_day_before_it()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha", ProviderEnvironment.Production);
        await bench.AddReportAsync(ReportBench.Daily);
        // Two days before, four the day before (23:00 to 23:00 in UTC), ten on the day, one after it.
        await bench.Portal.WriteAsync(provider, "FF", DayBegin.AddHours(-25), TimeSpan.FromMinutes(1));
        await bench.Portal.WriteAsync(provider, "PPPF", DayBegin.AddHours(-24), TimeSpan.FromHours(7), _ => 200);
        await bench.Portal.WriteAsync(provider, "PSNIPLPPPP", DayBegin, TimeSpan.FromHours(2.6), index => index == 1 ? 9_000 : 100);
        await bench.Portal.WriteAsync(provider, "F", DayBegin.AddHours(24), TimeSpan.FromMinutes(1));

        await bench.FireAtAsync("2026-03-02 07:00");

        var line = (await bench.ContentAsync()).Lines.ShouldHaveSingleItem();
        line.Figures.Counts.ShouldBe(new VerdictCounts(Passed: 6, Slow: 1, RateLimited: 1, NotTestable: 1, Interrupted: 1));
        line.Figures.Before.ShouldBe(new VerdictCounts(Passed: 3, Failed: 1));
        (line.Name, line.Figures.Environment, line.IsTested, line.IsWell).ShouldBe(("Alpha", ProviderEnvironment.Production, true, false));
        line.UptimeChange!.Value.ShouldBe(12.5, 0.001);
        line.Figures.Median!.Value.ShouldBeInRange(94, 106);
        line.Figures.P95!.Value.ShouldBeInRange(8_500, 9_500);
        line.MedianChange!.Value.ShouldBeInRange(-120, -80);
        line.Skipped.ShouldBe(["1 test could not be run: key sealed or missing, or plugin not loaded", "1 test was interrupted"]);
    }

    [Fact]
    public async Task A_month_is_the_sum_of_its_hours_in_a_zone_that_is_half_an_hour_off_too()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.AddReportAsync(new() { Name = "Monthly", Rhythm = ReportRhythm.Monthly, DayOfMonth = "1", TimeZone = "Asia/Kolkata" });
        bench.Clock.AdjustTime(ReportBench.At("2026-05-01 04:00"));
        // April there is from 31 March, 18:30 to 30 April, 18:30. The hour that begins at 18:00 belongs to the month that begins in it.
        foreach (var (at, letter) in ((string, string)[])[("2026-03-31 17:59", "F"), ("2026-03-31 18:10", "P"), ("2026-04-01 00:00", "P"), ("2026-04-15 12:00", "P"), ("2026-04-30 17:59", "P"), ("2026-04-30 18:00", "F")])
            await bench.Portal.WriteAsync(provider, letter, ReportBench.Utc(at), TimeSpan.Zero);

        (await bench.FireAsync()).ShouldBe(1);

        var report = await bench.ContentAsync();
        report.Lines.ShouldHaveSingleItem().Figures.Counts.ShouldBe(new VerdictCounts(Passed: 4));
        (ReportPeriodWords.Of(report), ReportPeriodWords.Rounding(report)).ShouldBe(("April 2026", "Tests are summed by hours of UTC: an hour in which this time begins or ends counts as a whole for the time that begins in it."));
    }

    [Fact]
    public async Task An_incident_counts_for_as_long_as_it_lay_within_the_day_and_says_why_and_how_long()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha");
        var quiet = await bench.AddProviderAsync("Beta");
        await bench.AddReportAsync(ReportBench.Daily);
        await bench.Portal.WriteAsync(quiet, "PPPP", DayBegin, TimeSpan.FromHours(1));
        // Down from 21:00 the day before until 02:00 in UTC, of which three hours are of this day; and again, to the end of it and on.
        await bench.Portal.WriteAsync(provider, "FFF", DayBegin.AddHours(-2), TimeSpan.FromMinutes(5));
        await bench.Portal.WriteAsync(provider, "PP", DayBegin.AddHours(3), TimeSpan.FromMinutes(5));
        await bench.Portal.WriteAsync(provider, "FFF", DayBegin.AddHours(20), TimeSpan.FromMinutes(5));

        await bench.FireAtAsync("2026-03-02 07:00");

        var report = await bench.ContentAsync();
        var line = report.Lines[0];
        (line.Name, line.Figures.IncidentCount).ShouldBe(("Alpha", 2));
        // The end of an incident is the success with which it is over.
        line.Down.ShouldBe(TimeSpan.FromHours(3 + 4), TimeSpan.FromMinutes(6));
        var (last, first) = (report.Incidents[0].Incident, report.Incidents[1].Incident);
        (last.EndedAt, last.Cause, last.State).ShouldBe((null, FailureCause.Connect, HealthState.Down));
        (ReportWords.What(first), ReportWords.Length(last, report.FiredAt)).ShouldBe(("down (Network)", "12 hours, goes on"));
        ReportWords.Summary(report).ShouldBe("1 of 2 providers answered 99.5 % of their tests or better; Alpha was down for 7 hours.");
        ReportWords.Title(report).ShouldBe("Daily: 1 of 2 providers at 99.5 % or better; Alpha was down for 7 hours (Sunday, 1 March 2026)");
    }

    [Fact]
    public async Task Down_is_the_time_in_which_it_was_down_and_not_the_whole_incident()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha");
        await bench.AddReportAsync(ReportBench.Daily);
        // Rate limited for ten hours, then down for one, then well, in one incident.
        await bench.Portal.WriteAsync(provider, "LLLLL", DayBegin.AddHours(1), TimeSpan.FromHours(2));
        await bench.Portal.WriteAsync(provider, "FFF", DayBegin.AddHours(11), TimeSpan.Zero);
        await bench.Portal.WriteAsync(provider, "PP", DayBegin.AddHours(12), TimeSpan.Zero);

        await bench.FireAtAsync("2026-03-02 07:00");

        var line = (await bench.ContentAsync()).Lines.ShouldHaveSingleItem();
        line.Figures.Incidents.ShouldHaveSingleItem().State.ShouldBe(HealthState.Down);
        line.Down.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Of_a_provider_that_nobody_tested_it_is_not_said_that_it_was_down()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha", adjust: p => p.Checks.Rhythm = CheckRhythm.Off);
        await bench.Portal.WriteAsync(provider, "FFF", DayBegin.AddHours(-5), TimeSpan.FromMinutes(5));
        await bench.AddReportAsync(ReportBench.Daily);

        await bench.FireAtAsync("2026-03-02 07:00");

        var report = await bench.ContentAsync();
        (report.Lines.ShouldHaveSingleItem().Down, report.IncidentCount).ShouldBe((TimeSpan.Zero, 1));
        ReportWords.Summary(report).ShouldBe("Alpha was not tested, so nothing is known of it.");
        ReportWords.Title(report).ShouldBe("Daily: nothing was tested (Sunday, 1 March 2026)");
    }

    [Fact]
    public async Task That_a_provider_is_inactive_by_now_says_nothing_of_a_day_on_which_it_was_tested()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha", adjust: p => p.IsActive = false);
        await bench.Portal.WriteAsync(provider, "PPP", DayBegin.AddHours(1), TimeSpan.FromHours(1));
        await bench.AddReportAsync(ReportBench.Daily);

        await bench.FireAtAsync("2026-03-02 07:00");

        (await bench.ContentAsync()).Skipped.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_incident_too_many_it_is_said_that_it_is_not_listed()
    {
        await using var bench = AlertBench.Start();
        var provider = await bench.AddProviderAsync("Alpha");
        for (var hour = 0; hour < 22; hour++) await bench.Portal.WriteAsync(provider, "FFFPP", DayBegin.AddHours(hour), TimeSpan.FromMinutes(5));
        await bench.AddReportAsync(ReportBench.Daily);

        await bench.FireAtAsync("2026-03-02 07:00");

        var report = await bench.ContentAsync();
        (report.Incidents.Count, report.IncidentCount, ReportWords.Unlisted(report)).ShouldBe((20, 22, "And 2 more, which are counted and not listed."));
    }

    [Fact]
    public async Task What_was_not_tested_is_said_and_never_counts_as_well()
    {
        await using var bench = AlertBench.Start();
        await bench.AddProviderAsync("Asleep", adjust: p => p.IsActive = false);
        await bench.AddProviderAsync("Off", adjust: p => p.Checks.Rhythm = CheckRhythm.Off);
        var sealedOne = await bench.AddProviderAsync("Sealed");
        await bench.AddProviderAsync("Young");
        await bench.Portal.WriteAsync(sealedOne, "NN", DayBegin.AddHours(1), TimeSpan.FromHours(1));
        await bench.AddReportAsync(ReportBench.Daily);

        await bench.FireAtAsync("2026-03-02 07:00");

        var report = await bench.ContentAsync();
        report.Lines.ShouldAllBe(l => !l.IsTested && !l.IsWell && l.UptimeChange == null && l.Figures.P95 == null);
        report.Skipped.Select(l => (l.Name, l.Skipped[0])).ShouldBe([("Asleep", "inactive"), ("Off", "tests by schedule are off"), ("Sealed", "2 tests could not be run: key sealed or missing, or plugin not loaded"), ("Young", "no tests in this time")]);
        (ReportWords.Summary(report), ReportWords.Title(report)).ShouldBe(("None of 4 providers was tested, so nothing is known of them.", "Daily: nothing was tested (Sunday, 1 March 2026)"));
    }

    [Fact]
    public async Task Keys_that_are_due_and_models_that_retire_are_named_if_they_are_in_use()
    {
        await using var bench = AlertBench.Start();
        await bench.AddProviderAsync("Alpha", adjust: p =>
        {
            (p.KeySetAt, p.Models) = (SetFor("2026-02-20 00:00"), ["old", "older"]);
            p.KnownModels = [Model("old", new(2026, 5, 1)), Model("older", new(2026, 2, 1)), Model("far", new(2026, 3, 5)), Model("later", new(2026, 5, 2))];
        });
        await bench.AddProviderAsync("Beta", adjust: p => p.KeySetAt = SetFor("2026-04-01 07:00"));
        await bench.AddProviderAsync("Gamma", adjust: p => p.KeySetAt = SetFor("2026-04-01 07:01"));
        await bench.AddProviderAsync("Asleep", adjust: p => (p.IsActive, p.KeySetAt) = (false, SetFor("2026-03-01 07:01")));
        await bench.AddReportAsync(ReportBench.Daily);

        await bench.FireAtAsync("2026-03-02 07:00");

        var report = await bench.ContentAsync();
        report.Figures.Keys.Select(k => (report.NameOf(k.ProviderId), ReportWords.Due(k, report))).ShouldBe([("Alpha", "overdue since 20 February 2026"), ("Beta", "due on 1 April 2026")]);
        report.Figures.Models.Select(m => (m.Model, ReportWords.Retires(m, report))).ShouldBe([("older", "retired on 1 February 2026"), ("old", "retires on 1 May 2026")]);
    }

    [Theory]
    [InlineData(ReportScope.All, "Alpha,Beta,Gamma")]
    [InlineData(ReportScope.Environments, "Alpha,Gamma")]
    [InlineData(ReportScope.Chosen, "Beta")]
    public async Task It_is_about_those_that_were_chosen_and_not_deleted(ReportScope scope, string expected)
    {
        await using var bench = AlertBench.Start();
        await bench.AddProviderAsync("Alpha", ProviderEnvironment.Production);
        var beta = await bench.AddProviderAsync("Beta", ProviderEnvironment.Staging);
        await bench.AddProviderAsync("Gamma");
        await bench.AddProviderAsync("Deleted", adjust: p => p.DeletedAt = bench.Now);
        await bench.AddReportAsync(ReportBench.Daily with { Scope = scope, Environments = [ProviderEnvironment.Production, ProviderEnvironment.None], Providers = [beta] });

        await bench.FireAtAsync("2026-03-02 07:00");

        string.Join(',', (await bench.ContentAsync()).Lines.Select(l => l.Name)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_worst_stand_first_and_the_slowest_three_are_named()
    {
        await using var bench = AlertBench.Start();
        foreach (var (name, letters, milliseconds) in ((string, string, int)[])[("Fine", "PPPP", 100), ("Fast", "PPPP", 50), ("Poor", "PPPL", 900), ("Slow", "PPPP", 4_000), ("None", "", 0)])
            await bench.Portal.WriteAsync(await bench.AddProviderAsync(name), letters, DayBegin, TimeSpan.FromHours(1), _ => milliseconds);
        await bench.AddReportAsync(ReportBench.Daily);

        await bench.FireAtAsync("2026-03-02 07:00");

        var report = await bench.ContentAsync();
        report.Lines.Select(l => l.Name).ShouldBe(["Poor", "Slow", "Fine", "Fast", "None"]);
        report.Slowest.Select(l => l.Name).ShouldBe(["Slow", "Poor", "Fine"]);
        ReportWords.Summary(report).ShouldBe("3 of 4 providers answered 99.5 % of their tests or better; the worst was Poor with 75.00 %. 1 was not tested.");
    }

    [Fact]
    public async Task It_stays_the_same_whatever_happens_later_and_a_provider_that_is_destroyed_leaves_no_name()
    {
        await using var bench = AlertBench.Start();
        var id = await bench.AddProviderAsync("Secret Project", adjust: p =>
        {
            (p.KeySetAt, p.Models) = (DateTime.UnixEpoch, ["secret-model"]);
            p.KnownModels = [Model("secret-model", new(2026, 3, 20))];
        });
        await bench.Portal.WriteAsync(id, "PPFP", DayBegin, TimeSpan.FromHours(1));
        await bench.AddReportAsync(ReportBench.Daily);
        await bench.FireAtAsync("2026-03-02 07:00");
        var before = (await bench.ContentAsync()).Lines.Single().Figures;
        await bench.Portal.WriteAsync(id, "FFFF", DayBegin, TimeSpan.FromHours(1));
        (await bench.ContentAsync()).Lines.Single().Figures.Counts.ShouldBe(before.Counts);

        await bench.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Id == id).ExecuteDeleteAsync(Token));
        await bench.Portal.Services.GetRequiredService<HistoryRetention>().RunAsync(Token);

        var report = await bench.ContentAsync();
        (report.Lines.Single().Name, report.Lines.Single().Figures.Counts).ShouldBe(("A provider that was destroyed", before.Counts));
        report.Figures.Models.ShouldBeEmpty();
        (await bench.OccurrencesAsync()).Single().Figures.ShouldNotContain("secret", Case.Insensitive);
    }

    [Theory]
    [InlineData("what?")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"providers":[null],"keys":[],"models":[]}""")]
    [InlineData("""{"providers":[{"id":"6e1f4c0e-6f0f-4b43-9d6c-0a2f9e0f5b11"}],"keys":[],"models":[]}""")]
    public void What_somebody_else_wrote_is_no_report(string text) => ReportFigures.Read(text).ShouldBeNull();

    /// <summary>When a key was set that is due then.</summary>
    private static DateTime SetFor(string due) => ReportBench.Utc(due).AddDays(-Core.Providers.KeyRotation.UsualDays);

    private static ProviderModel Model(string id, DateOnly retires) => new() { ModelId = id, RetiresOn = retires, FirstSeenAt = DateTime.UnixEpoch, LastSeenAt = DateTime.UnixEpoch };
}
