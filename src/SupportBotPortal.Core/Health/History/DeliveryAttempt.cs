namespace SupportBotPortal.Core.Health.History;

/// <summary>One attempt to send a message, and what came of it.</summary>
public sealed class DeliveryAttempt
{
    public const int LongestSaid = 500;

    public long Id { get; set; }

    public long DeliveryId { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime At { get; set; }

    public int Milliseconds { get; set; }

    public bool IsDelivered { get; set; }

    /// <summary>A sentence, with what the server said: no secret, nothing invisible.</summary>
    public required string Said { get; set; }
}
