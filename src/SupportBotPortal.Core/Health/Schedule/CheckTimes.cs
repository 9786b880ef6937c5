using System.Buffers.Binary;
using System.Security.Cryptography;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Schedule;

/// <summary>When a provider's tests are due: spread over the interval by the provider's id, so that thousands do not begin at the same second.</summary>
public static class CheckTimes
{
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestInterval = TimeSpan.FromDays(7);

    /// <summary>The longest that a slot is shifted by chance.</summary>
    public static readonly TimeSpan MostJitter = TimeSpan.FromSeconds(10);

    /// <summary>The first slot after a moment.</summary>
    /// <param name="usual">The portal's interval.</param>
    /// <param name="chance">From 0 to below 1: shifts it a little, so that providers do not keep meeting at the same second.</param>
    /// <returns><see langword="null"/> if there is none: it is off, or its cron expression never fires again.</returns>
    public static DateTime? NextAfter(DateTime moment, Guid providerId, CheckPlan plan, TimeSpan usual, double chance)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Rhythm switch
        {
            CheckRhythm.Off => null,
            CheckRhythm.Cron => CronTime.NextAfter(moment, plan.Cron ?? "", plan.TimeZone ?? "UTC"),
            CheckRhythm.Interval or CheckRhythm.Usual => Slot(moment, providerId, IntervalOf(plan, usual), chance),
            _ => throw new InvalidOperationException($"No times for {plan.Rhythm}."),
        };
    }

    /// <summary>The time between two slots of a plan that has an interval.</summary>
    public static TimeSpan IntervalOf(CheckPlan plan, TimeSpan usual)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan is { Rhythm: CheckRhythm.Interval, Seconds: { } seconds } ? TimeSpan.FromSeconds(seconds) : usual;
    }

    /// <summary>The longest that the next test can be away.</summary>
    public static DateTime? LatestAfter(DateTime moment, Guid providerId, CheckPlan plan, TimeSpan usual) => NextAfter(moment, providerId, plan, usual, 0) + MostJitter;

    /// <summary>The first slot of an interval after a moment.</summary>
    /// <param name="chance">From 0 to below 1: shifts it a little.</param>
    public static DateTime Slot(DateTime moment, Guid providerId, TimeSpan interval, double chance)
    {
        var offset = Spread(providerId) % interval.Ticks;
        var slot = new DateTime((((moment.Ticks - offset) / interval.Ticks) + 1) * interval.Ticks + offset, DateTimeKind.Utc);
        // Never as far as the next slot.
        var jitter = Math.Min(MostJitter.Ticks, interval.Ticks / 20);
        return slot.AddTicks((long)(chance * jitter));
    }

    private static long Spread(Guid id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id.ToByteArray(), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
