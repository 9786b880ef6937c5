namespace SupportBotPortal.Core.Data;

/// <summary>How often a provider is tested without being asked, and from when on it counts as what.</summary>
public sealed class CheckPlan
{
    public CheckRhythm Rhythm { get; set; }

    /// <summary>For <see cref="CheckRhythm.Interval"/>.</summary>
    public int? Seconds { get; set; }

    /// <summary>For <see cref="CheckRhythm.Cron"/>.</summary>
    public string? Cron { get; set; }

    /// <summary>The IANA name of the zone that <see cref="Cron"/> is read in.</summary>
    public string? TimeZone { get; set; }

    /// <summary>A test that takes longer is slow; <see langword="null"/> = the portal's usual threshold.</summary>
    public int? SlowMilliseconds { get; set; }

    /// <summary>Failures in a row until it is down.</summary>
    public int FailuresBeforeDown { get; set; } = 3;

    /// <summary>Successes in a row until it is up again.</summary>
    public int SuccessesBeforeUp { get; set; } = 2;

    /// <summary>Hours between tests that generate a little, and cost that; <see langword="null"/> = none.</summary>
    public int? DeepHours { get; set; }

    /// <summary>How many of those there may be in a calendar month (UTC).</summary>
    public int DeepPerMonth { get; set; } = 31;
}
