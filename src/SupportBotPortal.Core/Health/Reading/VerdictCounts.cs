using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>How many tests found what.</summary>
public sealed record VerdictCounts(int Passed = 0, int Slow = 0, int RateLimited = 0, int Quota = 0, int Failed = 0, int NotTestable = 0, int Interrupted = 0)
{
    public static readonly VerdictCounts None = new();

    /// <summary>Tests that were answered, slow ones included: somebody who asked was served.</summary>
    public int Answered => Passed + Slow;

    /// <summary>Tests that were refused or failed.</summary>
    public int Refused => RateLimited + Quota + Failed;

    /// <summary>Tests that say something about the provider. Those that could not be run, or were interrupted, say nothing.</summary>
    public int Telling => Answered + Refused;

    public int Total => Telling + NotTestable + Interrupted;

    /// <summary>Which part of the tests was answered; <see langword="null"/> where no test says anything: unknown is not “all”.</summary>
    public double? Uptime => Telling == 0 ? null : (double)Answered / Telling;

    public static VerdictCounts operator +(VerdictCounts some, VerdictCounts others)
    {
        ArgumentNullException.ThrowIfNull(some);
        ArgumentNullException.ThrowIfNull(others);
        return new(
            some.Passed + others.Passed,
            some.Slow + others.Slow,
            some.RateLimited + others.RateLimited,
            some.Quota + others.Quota,
            some.Failed + others.Failed,
            some.NotTestable + others.NotTestable,
            some.Interrupted + others.Interrupted);
    }

    public static VerdictCounts Add(VerdictCounts some, VerdictCounts others) => some + others;

    public static VerdictCounts Of(PeriodOfChecks period)
    {
        ArgumentNullException.ThrowIfNull(period);
        return new(period.Passed, period.Slow, period.RateLimited, period.Quota, period.Failed, period.NotTestable, period.Interrupted);
    }
}
