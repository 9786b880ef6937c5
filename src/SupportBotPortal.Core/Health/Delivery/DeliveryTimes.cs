namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>When a message that failed is tried again.</summary>
internal static class DeliveryTimes
{
    /// <summary>How long after it was made it is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    private static readonly TimeSpan Usual = TimeSpan.FromHours(6);
    private static readonly TimeSpan[] First = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <param name="createdAt">When the message was made.</param>
    /// <param name="attempts">How many have failed, this one included.</param>
    /// <param name="now">When this one ended.</param>
    /// <param name="retryAfter">What the receiver asked for. It is not asked sooner than it wants, and not kept waiting longer than the longest pause.</param>
    /// <returns><see langword="null"/>: it is given up.</returns>
    public static DateTime? NextAfter(DateTime createdAt, int attempts, DateTime now, TimeSpan? retryAfter)
    {
        var pause = attempts <= First.Length ? First[attempts - 1] : Usual;
        if (retryAfter > pause) pause = retryAfter.Value < Usual ? retryAfter.Value : Usual;
        var next = now + pause;
        return next > createdAt + Longest ? null : next;
    }
}
