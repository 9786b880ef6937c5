using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>One thing that a message tells of, as it is when the message is sent.</summary>
/// <param name="Event">What.</param>
/// <param name="At">When it happened.</param>
/// <param name="Provider"><see langword="null"/> for the portal itself, and for one that was destroyed meanwhile, see <paramref name="IsAboutProvider"/>.</param>
/// <param name="IsAboutProvider">Whether it is about one.</param>
public sealed record AlertItem(AlertEvent Event, DateTime At, AlertProvider? Provider, bool IsAboutProvider)
{
    public long? IncidentId { get; init; }

    /// <summary>Of an incident: the last one, which may be another than it began with.</summary>
    public FailureCause? Cause { get; init; }

    public DateTime? Since { get; init; }

    /// <summary>When its incident was over; <see langword="null"/> while it goes on.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How it ended, if it did.</summary>
    public AlertEvent End { get; init; } = AlertEvent.Recovered;

    /// <summary>The worst that its incident came to.</summary>
    public HealthState? Worst { get; init; }

    /// <summary>Of an incident that is over: since when something is wrong with the provider again.</summary>
    public DateTime? AgainSince { get; init; }

    /// <summary>Of an incident whose message tells also of the end of the one before: since when the provider had been up.</summary>
    public DateTime? UpSince { get; init; }

    /// <summary>Another item of the message says how the provider is now: people read only that one.</summary>
    public bool IsFolded { get; init; }

    public bool IsReminder { get; init; }

    public string? Model { get; init; }

    public DateOnly? On { get; init; }

    /// <summary>It tells that something was wrong and is over.</summary>
    public bool IsOverTrouble => Event.IsTrouble() && EndedAt is not null;
}
