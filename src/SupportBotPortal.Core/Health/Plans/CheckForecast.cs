using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Plans;

/// <summary>What a plan will do: its next times, and what a month of it comes to.</summary>
/// <param name="Next">The next times, in UTC. Those of an interval are shifted by some seconds when they come.</param>
/// <param name="Zone">The zone in which people think of them.</param>
/// <param name="Tests">How many tests there are in 30 days.</param>
/// <param name="IsRough">Whether <paramref name="Tests"/> was reckoned from the first of many.</param>
/// <param name="PaidWanted">How many of them would cost something, if the budget did not matter.</param>
/// <param name="Paid">How many of them cost something.</param>
public sealed record CheckForecast(IReadOnlyList<DateTime> Next, TimeZoneInfo Zone, int Tests, bool IsRough, int PaidWanted, int Paid)
{
    public const int ShownTimes = 5;
    public const int Days = 30;

    /// <summary>A cron expression may fire 86,400 times in a month: from here on it is reckoned.</summary>
    private const int MostCounted = 2_000;

    public int Free => Tests - Paid;

    /// <param name="usual">The portal's interval.</param>
    public static CheckForecast Of(CheckPlan plan, Guid providerId, TimeSpan usual, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var zone = TimeZoneInfo.Utc;
        if (plan.Rhythm == CheckRhythm.Cron && CronTime.TryZone(plan.TimeZone ?? "", out var own)) zone = own;
        var next = Times(plan, providerId, usual, now).Take(ShownTimes).ToList();
        var (tests, isRough) = Count(plan, usual, now);
        // A paid test takes the place of a free one.
        var wanted = plan.DeepHours is { } hours ? Math.Min(tests, (int)Math.Ceiling(Days * 24d / hours)) : 0;
        return new(next, zone, tests, isRough, wanted, Math.Min(wanted, plan.DeepPerMonth));
    }

    private static (int Tests, bool IsRough) Count(CheckPlan plan, TimeSpan usual, DateTime now)
    {
        var month = TimeSpan.FromDays(Days);
        if (plan.Rhythm == CheckRhythm.Off) return (0, false);
        if (plan.Rhythm != CheckRhythm.Cron) return ((int)(month / CheckTimes.IntervalOf(plan, usual)), false);
        var times = CronTime.AllAfter(now, plan.Cron ?? "", plan.TimeZone ?? TimeZoneInfo.Utc.Id).TakeWhile(t => t <= now + month).Take(MostCounted).ToList();
        return times.Count < MostCounted ? (times.Count, false) : ((int)Math.Round(times.Count * (month / (times[^1] - now))), true);
    }

    private static IEnumerable<DateTime> Times(CheckPlan plan, Guid providerId, TimeSpan usual, DateTime now)
    {
        for (var next = CheckTimes.NextAfter(now, providerId, plan, usual, 0); next is { } at; next = CheckTimes.NextAfter(at, providerId, plan, usual, 0)) yield return at;
    }
}
