namespace SupportBotPortal.Core.Health.History;

/// <summary>One message to one channel.</summary>
public sealed class AlertDelivery
{
    public long Id { get; set; }

    /// <summary>Stays the same however often it is sent: by it a receiver tells that it has it already.</summary>
    public Guid MessageId { get; set; }

    /// <summary>To which channel; to the recipients of a report itself: the report's id.</summary>
    public Guid ChannelId { get; set; }

    /// <summary>The <see cref="ReportOccurrence"/> that it carries; <see langword="null"/> for alerts.</summary>
    public long? OccurrenceId { get; set; }

    /// <summary>Somebody wants to see whether the channel works: it tells of nothing, and is not tried again.</summary>
    public bool IsTest { get; set; }

    public DateTime CreatedAt { get; set; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public DateTime NextAttemptAt { get; set; }

    /// <summary>Somebody is at it until then; one that died meanwhile is followed by another.</summary>
    public DateTime? LeasedUntil { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>The recipients that have it: they are not written to again. Where there is one, the message counts as told.</summary>
    public List<string> Reached { get; set; } = [];

    /// <summary>The recipients that the server refused for good while others got it: they are not tried again.</summary>
    public List<string> Refused { get; set; } = [];

    /// <summary>The recipients for whom it is tried again although others have it; empty while nobody has it, or nobody is left.</summary>
    public List<string> Remaining { get; set; } = [];

    public List<AlertDeliveryItem> Items { get; set; } = [];

    public List<DeliveryAttempt> Log { get; set; } = [];
}
