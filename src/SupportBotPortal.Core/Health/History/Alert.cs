using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// Something that people are to be told: a line of the outbox, written together with what it tells of. Names are looked up
/// when it is sent, so that a provider that is destroyed leaves none here.
/// </summary>
public sealed class Alert
{
    public const int LongestKey = 400;

    public long Id { get; set; }

    /// <summary>Unique: what is told once has one line, however often it is noticed.</summary>
    public required string Key { get; set; }

    public AlertEvent Event { get; set; }

    /// <summary>When it happened.</summary>
    public DateTime At { get; set; }

    /// <summary>Whom it is about; <see langword="null"/> for the portal itself.</summary>
    public Guid? ProviderId { get; set; }

    public long? IncidentId { get; set; }

    public FailureCause? Cause { get; set; }

    /// <summary>Since when something is wrong; for the scheduler, when it last came round.</summary>
    public DateTime? Since { get; set; }

    /// <summary>The model that it is about.</summary>
    public string? Model { get; set; }

    /// <summary>The day on which a key is due or a model retires.</summary>
    public DateOnly? On { get; set; }

    /// <summary>It waits for the end of a maintenance window.</summary>
    public bool IsHeld { get; set; }

    /// <summary>When it was decided whom to tell, or that nobody is told; <see langword="null"/> while it waits.</summary>
    public DateTime? SettledAt { get; set; }
}
