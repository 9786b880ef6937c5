using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>
/// When a report is due, and about which time it is then. Nothing but the plan and a moment decide that: a clock that was wrong for
/// a while leaves no trace.
/// </summary>
public static class ReportTimes
{
    /// <summary>A report is a sum of hours.</summary>
    public static readonly TimeSpan ShortestCron = TimeSpan.FromHours(1);

    /// <summary>How far back one looks for a time of a cron expression; more only if there was none.</summary>
    private static readonly int[] DaysBack = [2, 40, 400, 3_000];

    /// <summary>All times after a moment, the next one first.</summary>
    public static IEnumerable<ReportPeriod> After(DateTime moment, HealthReport plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!CronTime.TryZone(plan.TimeZone, out var zone)) return [];
        return plan.Rhythm == ReportRhythm.Cron ? CronAfter(moment, plan, zone) : DaysFrom(LocalMoment.DayAt(moment, zone).AddDays(-1), 1, plan, zone).Where(p => p.FiresAt > moment);
    }

    /// <returns>The last time up to a moment; <see langword="null"/> if there was none, or the plan cannot be read.</returns>
    public static ReportPeriod? LatestAt(DateTime moment, HealthReport plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!CronTime.TryZone(plan.TimeZone, out var zone)) return null;
        return plan.Rhythm == ReportRhythm.Cron ? CronLatest(moment, plan, zone) : DaysFrom(LocalMoment.DayAt(moment, zone).AddDays(1), -1, plan, zone).FirstOrDefault(p => p.FiresAt <= moment);
    }

    /// <returns>The last time that is over, whether its report is due already or not; <see langword="null"/> if there was none.</returns>
    public static ReportPeriod? LastFullAt(DateTime moment, HealthReport plan) =>
        After(moment, plan).FirstOrDefault() is { } next && next.End <= moment ? next : LatestAt(moment, plan);

    private static IEnumerable<ReportPeriod> DaysFrom(DateOnly first, int step, HealthReport plan, TimeZoneInfo zone)
    {
        for (var day = first; day.Year is > 1970 and < 9990; day = day.AddDays(step))
            if (IsDue(day, plan)) yield return new(LocalMoment.Of(day.ToDateTime(plan.Time), zone), LocalMoment.Of(FirstDay(day, plan), zone), LocalMoment.Of(EndDay(day, plan), zone));
    }

    private static bool IsDue(DateOnly day, HealthReport plan) => plan.Rhythm switch
    {
        ReportRhythm.Weekly => day.DayOfWeek == plan.Weekday,
        ReportRhythm.Monthly => day.Day == (plan.DayOfMonth == HealthReport.LastDay ? DateTime.DaysInMonth(day.Year, day.Month) : Math.Clamp(plan.DayOfMonth, 1, 28)),
        _ => true,
    };

    private static DateOnly FirstDay(DateOnly day, HealthReport plan) => plan.Rhythm switch
    {
        ReportRhythm.Weekly => day.AddDays(-7),
        ReportRhythm.Monthly => EndDay(day, plan).AddMonths(-1),
        _ => day.AddDays(-1),
    };

    private static DateOnly EndDay(DateOnly day, HealthReport plan) => plan.Rhythm == ReportRhythm.Monthly ? new(day.Year, day.Month, 1) : day;

    private static IEnumerable<ReportPeriod> CronAfter(DateTime moment, HealthReport plan, TimeZoneInfo zone)
    {
        DateTime? before = null;
        foreach (var at in Fires(moment, plan, zone))
        {
            before ??= CronLatest(at.AddTicks(-1), plan, zone)?.FiresAt;
            yield return new(at, before ?? at.AddDays(-1), at);
            before = at;
        }
    }

    private static ReportPeriod? CronLatest(DateTime moment, HealthReport plan, TimeZoneInfo zone)
    {
        foreach (var days in DaysBack)
        {
            DateTime? last = null, before = null;
            foreach (var at in Fires(moment.Date.AddDays(-days), plan, zone).TakeWhile(at => at <= moment)) (before, last) = (last, at);
            if (last is { } end && before is { } start) return new(end, start, end);
            // The first one ever has nothing before it.
            if (days == DaysBack[^1] && last is { } only) return new(only, only.AddDays(-1), only);
        }

        return null;
    }

    /// <summary>The times of the expression, of which those that clocks show a second time are left out: an hour that comes twice is one.</summary>
    private static IEnumerable<DateTime> Fires(DateTime moment, HealthReport plan, TimeZoneInfo zone) =>
        CronTime.AllAfter(moment, plan.Cron ?? "", plan.TimeZone).Where(at => !LocalMoment.IsRepeated(at, zone));
}
