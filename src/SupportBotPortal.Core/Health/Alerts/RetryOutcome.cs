namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What came of trying a message at once.</summary>
public enum RetryOutcome
{
    Delivered,
    Failed,
    NotFound,

    /// <summary>It is delivered, given up or dropped: there is nothing to try.</summary>
    Ended,

    /// <summary>It is being sent at this moment.</summary>
    UnderWay,

    /// <summary>An earlier message about the same incident has not arrived: the end is not told before the beginning.</summary>
    EarlierFirst,
}
