using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.Sweep;

namespace SupportBotPortal.Core.Health.Watching;

/// <summary>Whether anybody watches the providers. Reads memory only: every page asks.</summary>
public sealed class WatchStatus(SweepStatus sweeps, RecordingStatus recording, IOptions<HealthOptions> options)
{
    /// <summary>A round comes every few seconds: with a short interval, too, a machine may be busy for a minute.</summary>
    public static readonly TimeSpan ShortestPatience = TimeSpan.FromMinutes(2);

    /// <summary>One failure is tried again after seconds, and is nobody's business.</summary>
    public static readonly TimeSpan StoringPatience = TimeSpan.FromMinutes(1);

    /// <summary>Whether this portal is to test anything by itself.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <summary>After how long without a round nobody is watching.</summary>
    public TimeSpan Patience => 2 * options.Value.Interval is var two && two > ShortestPatience ? two : ShortestPatience;

    /// <summary>Since when no scheduled test has run; <see langword="null"/> while they do, or are not meant to.</summary>
    public DateTime? StoppedSince => IsOn && sweeps.Silence >= Patience ? sweeps.LastSignAt : null;

    /// <summary>Since when results cannot be stored; <see langword="null"/> while they can.</summary>
    public DateTime? UnstoredSince => recording.FailingFor >= StoringPatience ? recording.FailingSince : null;
}
