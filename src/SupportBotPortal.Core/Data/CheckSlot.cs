namespace SupportBotPortal.Core.Data;

/// <summary>When a provider's next test by the schedule is due, and whether one is under way: kept by the sweep, not by people.</summary>
public sealed class CheckSlot
{
    /// <summary><see langword="null"/> = no slot given yet, or none wanted.</summary>
    public DateTime? NextAt { get; set; }

    /// <summary>When the next one is due that costs.</summary>
    public DateTime? NextDeepAt { get; set; }

    /// <summary>The calendar month of UTC, as 202611, that <see cref="PaidCalls"/> counts in.</summary>
    public int PaidMonth { get; set; }

    /// <summary>How many tests have begun in that month that cost.</summary>
    public int PaidCalls { get; set; }

    /// <summary>Since when a test is under way. A portal that starts and finds one knows that it was interrupted.</summary>
    public DateTime? LeasedAt { get; set; }
}
