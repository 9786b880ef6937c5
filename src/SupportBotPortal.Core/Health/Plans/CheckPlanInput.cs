using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Plans;

/// <summary>What a person typed about a provider's tests by schedule, before it is checked.</summary>
public sealed record CheckPlanInput
{
    public CheckRhythm Rhythm { get; init; }

    /// <summary>For <see cref="CheckRhythm.Interval"/>: how many of <see cref="Unit"/>.</summary>
    public string Every { get; init; } = "";

    public IntervalUnit Unit { get; init; } = IntervalUnit.Minutes;

    /// <summary>For <see cref="CheckRhythm.Cron"/>.</summary>
    public string Cron { get; init; } = "";

    /// <summary>An IANA name; empty = UTC.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Empty = the portal's usual threshold.</summary>
    public string SlowMilliseconds { get; init; } = "";

    public string FailuresBeforeDown { get; init; } = "";

    public string SuccessesBeforeUp { get; init; } = "";

    /// <summary>Whether some of the tests may cost something.</summary>
    public bool IsDeep { get; init; }

    /// <summary>Hours between those that cost.</summary>
    public string DeepHours { get; init; } = "";

    /// <summary>How many of those there may be in a month.</summary>
    public string DeepPerMonth { get; init; } = "";
}
