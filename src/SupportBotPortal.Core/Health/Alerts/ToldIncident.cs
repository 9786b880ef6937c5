using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>A message about an incident, as far as it matters to what is told of it next.</summary>
internal sealed record ToldIncident
{
    public required Guid ChannelId { get; init; }

    public required long DeliveryId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Somebody has it, also if others do not, or if it was given up because of them.</summary>
    public required bool HasReached { get; init; }

    public required long IncidentId { get; init; }

    public required long AlertId { get; init; }

    public required Guid? ProviderId { get; init; }

    public required AlertEvent Event { get; init; }

    public required bool IsReminder { get; init; }

    /// <summary>It says that the incident is over.</summary>
    public required DateTime? EndedAt { get; init; }
}
