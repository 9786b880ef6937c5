namespace SupportBotPortal.Core.Health.History;

/// <summary>Where a message stands on its way.</summary>
/// <remarks>Stored by number: a new one takes a new number.</remarks>
public enum DeliveryState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting = 0,
    Delivered = 1,

    /// <summary>It failed for two days, or the receiver wants nothing more.</summary>
    GivenUp = 2,

    /// <summary>There was no reason left to send it: the channel was turned off or deleted, or what it tells the end of was never told.</summary>
    Dropped = 3,
}
