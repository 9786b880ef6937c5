using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>One thing that a message tells of.</summary>
/// <param name="Event">What.</param>
/// <param name="At">When it happened.</param>
/// <param name="Provider"><see langword="null"/> for the portal itself, and for one that was destroyed meanwhile, see <paramref name="IsAboutProvider"/>.</param>
/// <param name="IsAboutProvider">Whether it is about one.</param>
public sealed record AlertItem(AlertEvent Event, DateTime At, AlertProvider? Provider, bool IsAboutProvider)
{
    public long? IncidentId { get; init; }

    public FailureCause? Cause { get; init; }

    public DateTime? Since { get; init; }

    public DateTime? EndedAt { get; init; }

    public bool IsReminder { get; init; }

    public string? Model { get; init; }

    public DateOnly? On { get; init; }
}
