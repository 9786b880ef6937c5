using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Plans;

/// <summary>A plan as people say it: on pages and in the audit log.</summary>
/// <param name="usual">What the portal's own settings say.</param>
public sealed class CheckPlanWords(HealthOptions usual)
{
    /// <summary>E.g. “every 5 minutes (usual)”.</summary>
    public string Rhythm(CheckPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Rhythm switch
        {
            CheckRhythm.Off => "off",
            CheckRhythm.Cron => $"cron {plan.Cron} ({plan.TimeZone ?? TimeZoneInfo.Utc.Id})",
            CheckRhythm.Interval when plan.Seconds is { } seconds => Every(TimeSpan.FromSeconds(seconds)),
            CheckRhythm.Usual or CheckRhythm.Interval => $"{Every(usual.Interval)} (usual)",
            _ => throw new InvalidOperationException($"No words for {plan.Rhythm}."),
        };
    }

    /// <summary>E.g. “800 ms”.</summary>
    public string Slow(CheckPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.SlowMilliseconds is { } own ? $"{own:N0} ms" : $"{usual.SlowAfter.TotalMilliseconds:N0} ms (usual)";
    }

    /// <summary>E.g. “every 24 hours”.</summary>
    public static string Paid(CheckPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.DeepHours is { } hours ? Count(hours, "hour") : "none";
    }

    /// <summary>An interval in the largest unit that says it without a rest.</summary>
    public static string Every(TimeSpan interval) => ((long)interval.TotalSeconds) switch
    {
        var s when s % 86_400 == 0 => Count(s / 86_400, "day"),
        var s when s % 3_600 == 0 => Count(s / 3_600, "hour"),
        var s when s % 60 == 0 => Count(s / 60, "minute"),
        var s => Count(s, "second"),
    };

    /// <summary>What differs, field by field.</summary>
    public IReadOnlyList<AuditChange> Differences(CheckPlan before, CheckPlan after)
    {
        var changes = new List<AuditChange>();
        Note("Tests by schedule", Rhythm(before), Rhythm(after));
        Note("Slow after", Slow(before), Slow(after));
        Note("Failures until it is down", $"{before.FailuresBeforeDown}", $"{after.FailuresBeforeDown}");
        Note("Successes until it is up again", $"{before.SuccessesBeforeUp}", $"{after.SuccessesBeforeUp}");
        Note("Paid tests", Paid(before), Paid(after));
        Note("Paid calls in a month", $"{before.DeepPerMonth}", $"{after.DeepPerMonth}");
        return changes;

        void Note(string field, string was, string now)
        {
            if (was != now) changes.Add(new(field, was, now));
        }
    }

    private static string Count(long number, string unit) => number == 1 ? $"every {unit}" : $"every {number:N0} {unit}s";
}
