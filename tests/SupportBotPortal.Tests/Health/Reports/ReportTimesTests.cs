using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Tests.Health.Reports;

/// <summary>When reports are due, and about which time: by the clocks of a zone, over both changes of daylight saving.</summary>
public sealed class ReportTimesTests
{
    private const string Madrid = "Europe/Madrid";

    /// <summary>Clocks there are set forward over midnight: a day begins at one o'clock.</summary>
    private const string Santiago = "America/Santiago";

    [Theory]
    [InlineData("a time that is skipped is the moment at which it is", Madrid, "02:30", "2026-03-29T00:00", "2026-03-29T01:00 2026-03-27T23:00 2026-03-28T23:00")]
    [InlineData("the day on which it is has 23 hours", Madrid, "08:00", "2026-03-29T12:00", "2026-03-30T06:00 2026-03-28T23:00 2026-03-29T22:00")]
    [InlineData("a time that comes twice is the first", Madrid, "02:30", "2026-10-25T00:00", "2026-10-25T00:30 2026-10-23T22:00 2026-10-24T22:00")]
    [InlineData("and not the second", Madrid, "02:30", "2026-10-25T00:30", "2026-10-26T01:30 2026-10-24T22:00 2026-10-25T23:00")]
    [InlineData("a day of a southern zone that has 23 hours", "Australia/Sydney", "08:00", "2026-10-04T12:00", "2026-10-04T21:00 2026-10-03T14:00 2026-10-04T13:00")]
    [InlineData("and one that has 25", "Australia/Sydney", "08:00", "2026-04-05T12:00", "2026-04-05T22:00 2026-04-04T13:00 2026-04-05T14:00")]
    [InlineData("a day without a midnight begins at one", Santiago, "00:00", "2026-09-06T03:00", "2026-09-06T04:00 2026-09-05T04:00 2026-09-06T04:00")]
    [InlineData("half an hour off", "Asia/Kolkata", "09:00", "2026-06-01T00:00", "2026-06-01T03:30 2026-05-30T18:30 2026-05-31T18:30")]
    public void A_daily_report_is_about_the_local_day_before(string what, string zone, string time, string after, string expected)
    {
        var plan = Plan(ReportRhythm.Daily, zone, time);

        Text(ReportTimes.After(At(after), plan).First()).ShouldBe(expected, what);
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, "2026-03-30T06:00 2026-03-22T23:00 2026-03-29T22:00")]
    [InlineData(DayOfWeek.Sunday, "2026-03-29T06:00 2026-03-21T23:00 2026-03-28T23:00")]
    public void A_weekly_report_is_about_the_seven_local_days_before(DayOfWeek day, string expected)
    {
        var plan = Plan(ReportRhythm.Weekly, Madrid);
        plan.Weekday = day;

        Text(ReportTimes.After(At("2026-03-28T12:00"), plan).First()).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1, "2026-03-01T07:00 2026-01-31T23:00 2026-02-28T23:00")]
    [InlineData(28, "2026-02-28T07:00 2025-12-31T23:00 2026-01-31T23:00")]
    [InlineData(HealthReport.LastDay, "2026-02-28T07:00 2025-12-31T23:00 2026-01-31T23:00")]
    public void A_monthly_report_is_about_the_calendar_month_before(int day, string expected)
    {
        var plan = Plan(ReportRhythm.Monthly, Madrid);
        plan.DayOfMonth = day;

        Text(ReportTimes.After(At("2026-02-27T12:00"), plan).First()).ShouldBe(expected);
    }

    [Fact]
    public void The_last_day_of_a_month_is_found_in_every_month()
    {
        var plan = Plan(ReportRhythm.Monthly, "UTC");
        plan.DayOfMonth = HealthReport.LastDay;

        ReportTimes.After(At("2028-01-01T00:00"), plan).Take(4).Select(p => DateOnly.FromDateTime(p.FiresAt)).ShouldBe([new(2028, 1, 31), new(2028, 2, 29), new(2028, 3, 31), new(2028, 4, 30)]);
    }

    [Theory]
    [InlineData("a cron time that is skipped", "30 2 * * *", "2026-03-28T12:00", "2026-03-29T01:00 2026-03-28T01:30 2026-03-29T01:00")]
    [InlineData("a cron time that comes twice", "30 2 * * *", "2026-10-25T00:30", "2026-10-26T01:30 2026-10-25T00:30 2026-10-26T01:30")]
    [InlineData("an hour that comes twice is one", "0 * * * *", "2026-10-25T00:00", "2026-10-25T02:00 2026-10-25T00:00 2026-10-25T02:00")]
    [InlineData("rarely", "0 6 1 1 *", "2026-06-01T00:00", "2027-01-01T05:00 2026-01-01T05:00 2027-01-01T05:00")]
    public void A_report_by_cron_is_about_the_time_since_it_last_fired(string what, string cron, string after, string expected)
    {
        var plan = Plan(ReportRhythm.Cron, Madrid);
        plan.Cron = cron;

        Text(ReportTimes.After(At(after), plan).First()).ShouldBe(expected, what);
    }

    public static TheoryData<ReportRhythm, string, string> Years
    {
        get
        {
            var data = new TheoryData<ReportRhythm, string, string>();
            foreach (var zone in (string[])["UTC", Madrid, Santiago, "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata", "America/New_York", "Pacific/Apia"])
            {
                foreach (var rhythm in (ReportRhythm[])[ReportRhythm.Daily, ReportRhythm.Weekly, ReportRhythm.Monthly]) data.Add(rhythm, zone, "02:30");
                data.Add(ReportRhythm.Daily, zone, "00:00");
                data.Add(ReportRhythm.Cron, zone, "30 2 * * *");
                data.Add(ReportRhythm.Cron, zone, "0 */6 * * *");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void In_a_year_each_time_comes_once_and_nothing_lies_between_what_two_reports_are_about(ReportRhythm rhythm, string zone, string when)
    {
        var plan = Plan(rhythm, zone, rhythm == ReportRhythm.Cron ? "08:00" : when);
        plan.Cron = rhythm == ReportRhythm.Cron ? when : null;
        CronTime.TryZone(zone, out var found).ShouldBeTrue();

        var year = ReportTimes.After(At("2026-01-01T12:35"), plan).TakeWhile(p => p.FiresAt < At("2027-01-01T12:35")).ToList();

        year.Count.ShouldBe(rhythm switch { ReportRhythm.Weekly => 52, ReportRhythm.Monthly => 12, ReportRhythm.Cron when when[0] == '0' => 4 * 365, _ => 365 });
        for (var index = 0; index < year.Count; index++)
        {
            var period = year[index];
            period.End.ShouldBeLessThanOrEqualTo(period.FiresAt);
            period.FirstHour.Minute.ShouldBe(0);
            if (index > 0)
            {
                period.Start.ShouldBe(year[index - 1].End);
                period.FirstHour.ShouldBe(year[index - 1].EndHour, "no hour is counted twice, and none is left out");
                LocalMoment.DayAt(period.FiresAt, found).ShouldBeGreaterThanOrEqualTo(LocalMoment.DayAt(year[index - 1].FiresAt, found));
            }

            // Whoever asks later finds the same one, at the moment itself and just before the next.
            ReportTimes.LatestAt(period.FiresAt, plan).ShouldBe(period);
            if (index + 1 < year.Count) ReportTimes.LatestAt(year[index + 1].FiresAt.AddTicks(-1), plan).ShouldBe(period);
        }
    }

    [Theory]
    [InlineData("2026-06-02T07:59", "2026-05-31T00:00", "2026-06-01T00:00")]
    [InlineData("2026-06-02T08:00", "2026-06-01T00:00", "2026-06-02T00:00")]
    public void What_is_over_may_be_looked_at_before_its_report_is_due(string now, string latest, string full)
    {
        var plan = Plan(ReportRhythm.Daily, "UTC");

        ReportTimes.LatestAt(At(now), plan)!.Start.ShouldBe(At(latest));
        ReportTimes.LastFullAt(At(now), plan)!.Start.ShouldBe(At("2026-06-01T00:00"));
        ReportTimes.LastFullAt(At(full), plan)!.End.ShouldBe(At(full));
    }

    [Theory]
    [InlineData("Mars/Olympus", "0 8 * * *")]
    [InlineData("UTC", "what?")]
    [InlineData("UTC", "0 0 31 2 *")]
    public void A_plan_that_somebody_wrote_past_the_portal_never_fires(string zone, string cron)
    {
        var plan = Plan(ReportRhythm.Cron, zone);
        plan.Cron = cron;

        ReportTimes.After(At("2026-06-01T00:00"), plan).ShouldBeEmpty();
        ReportTimes.LatestAt(At("2026-06-01T00:00"), plan).ShouldBeNull();
    }

    private static HealthReport Plan(ReportRhythm rhythm, string zone, string time = "08:00") =>
        new() { Name = "Report", NormalizedName = "REPORT", Rhythm = rhythm, TimeZone = zone, Time = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture) };

    private static DateTime At(string text) => DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static string Text(ReportPeriod period) => $"{period.FiresAt:yyyy-MM-dd'T'HH:mm} {period.Start:yyyy-MM-dd'T'HH:mm} {period.End:yyyy-MM-dd'T'HH:mm}";
}
