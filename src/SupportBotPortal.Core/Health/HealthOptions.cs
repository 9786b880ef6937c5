using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health;

/// <summary>How the portal watches its providers; section <c>Health</c> of the settings.</summary>
public sealed class HealthOptions
{
    /// <summary>Whether anything is tested by schedule. Off for a second portal that only looks on.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The interval of providers that have none of their own.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>From when on a test that passed is slow, where a provider has no threshold of its own.</summary>
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many tests run at the same time.</summary>
    public int AtOnce { get; set; } = 64;

    /// <summary>How many of them at one origin, which would otherwise answer with its rate limit.</summary>
    public int AtOnceForOneOrigin { get; set; } = 4;

    /// <summary>How often each active provider is asked for its models; zero for never.</summary>
    public TimeSpan DiscoveryInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long each test's result is kept; from then on there are its hour and its day.</summary>
    public int KeepResultsDays { get; set; } = 90;

    /// <summary>How long the hours are kept. Days are kept for good.</summary>
    public int KeepHoursDays { get; set; } = 400;

    /// <summary>
    /// An address that is called after each round, at most once a minute, so that somebody outside notices when the portal is gone.
    /// Whoever knows it can pretend that it is alive: it is a secret, but for its origin.
    /// </summary>
    public string? PingUrl { get; set; }

    /// <summary>Whether <c>/fail</c> below <see cref="PingUrl"/> is called when scheduled tests have stopped.</summary>
    public bool PingFailures { get; set; }

    /// <summary>How long alerts are gathered after the first, so that many at once make one message.</summary>
    public TimeSpan GatherAlertsFor { get; set; } = TimeSpan.FromSeconds(30);

    internal IEnumerable<string> Problems()
    {
        if (GatherAlertsFor < TimeSpan.Zero || GatherAlertsFor > TimeSpan.FromMinutes(15)) yield return $"Health:GatherAlertsFor is {GatherAlertsFor}. Alerts can be gathered for up to 15 minutes: set for instance 00:00:30.";
        if (Interval < CheckTimes.ShortestInterval) yield return $"Health:Interval is {Interval}. The shortest interval is 30 seconds: set 00:00:30 or more.";
        if (Interval > CheckTimes.LongestInterval) yield return $"Health:Interval is {Interval}. The longest interval is a week: set 7.00:00:00 or less.";
        if (SlowAfter <= TimeSpan.Zero) yield return $"Health:SlowAfter is {SlowAfter}. Set the time after which an answer is slow, such as 00:00:05.";
        if (AtOnce is < 1 or > 1024) yield return $"Health:AtOnce is {AtOnce}. Between 1 and 1024 tests can run at the same time.";
        if (AtOnceForOneOrigin is < 1 or > 1024) yield return $"Health:AtOnceForOneOrigin is {AtOnceForOneOrigin}. Between 1 and 1024 tests can run at the same time.";
        if (DiscoveryInterval != TimeSpan.Zero && (DiscoveryInterval < TimeSpan.FromHours(1) || DiscoveryInterval > TimeSpan.FromDays(30))) yield return $"Health:DiscoveryInterval is {DiscoveryInterval}. Providers can be asked for their models once an hour to once in 30 days: set for instance 1.00:00:00, or 0 for never.";
        if (KeepResultsDays is < 1 or > 3650) yield return $"Health:KeepResultsDays is {KeepResultsDays}. Results can be kept for 1 to 3650 days.";
        if (KeepHoursDays < KeepResultsDays) yield return $"Health:KeepHoursDays is {KeepHoursDays}, less than Health:KeepResultsDays ({KeepResultsDays}). Keep hours at least as long as results.";
        if (!string.IsNullOrEmpty(PingUrl) && !EgressUrl.TryParse(PingUrl, out _, out var error)) yield return $"Health:PingUrl cannot be used. {error}";
        if (PingFailures && string.IsNullOrEmpty(PingUrl)) yield return "Health:PingFailures is on, but there is no Health:PingUrl to be called.";
    }
}
