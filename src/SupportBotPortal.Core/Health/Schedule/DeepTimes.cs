using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Schedule;

/// <summary>When a provider's test lets a model generate, which costs, and how often it may in a month.</summary>
public static class DeepTimes
{
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Whether one is wanted now, and may be.</summary>
    public static bool IsDue(CheckPlan plan, CheckSlot slot, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(slot);
        if (plan.DeepHours is not { } hours || Left(plan, slot, now) == 0) return false;
        // Further away than the interval: the interval was longer when it was set, or the clock was set back.
        return slot.NextDeepAt is not { } at || at <= now || at > now.AddHours(hours);
    }

    /// <summary>The one after that, on the same grid, so that it does not wander.</summary>
    public static DateTime NextAfter(DateTime now, CheckPlan plan, CheckSlot slot)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(slot);
        var every = TimeSpan.FromHours(plan.DeepHours ?? throw new ArgumentException("Without an interval there is no next one.", nameof(plan)));
        if (slot.NextDeepAt is not { } at || at > now) return now + every;
        return at + (((long)((now - at) / every) + 1) * every);
    }

    /// <summary>How many of this month's are used.</summary>
    public static int Used(CheckSlot slot, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(slot);
        return slot.PaidMonth == MonthOf(now) ? slot.PaidCalls : 0;
    }

    /// <summary>How many of this month's are left.</summary>
    public static int Left(CheckPlan plan, CheckSlot slot, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Math.Max(0, plan.DeepPerMonth - Used(slot, now));
    }

    /// <summary>A calendar month of UTC as a number: 202611.</summary>
    public static int MonthOf(DateTime now) => (now.Year * 100) + now.Month;
}
