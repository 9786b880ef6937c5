namespace SupportBotPortal.Core.Health.History;

/// <summary>What a message tells of.</summary>
public sealed class AlertDeliveryItem
{
    public long DeliveryId { get; set; }

    public long AlertId { get; set; }

    public Alert Alert { get; set; } = null!;

    /// <summary>It was told before, and goes on.</summary>
    public bool IsReminder { get; set; }

    /// <summary>When it was over, if it was when the message was made.</summary>
    public DateTime? EndedAt { get; set; }
}
