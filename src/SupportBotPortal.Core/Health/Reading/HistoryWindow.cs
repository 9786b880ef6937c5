namespace SupportBotPortal.Core.Health.Reading;

/// <summary>
/// A stretch of the history that ends now, in whole hours or whole days of UTC, the one under way included: what it says is a sum
/// of what is stored, and costs the same however many tests there were.
/// </summary>
public sealed record HistoryWindow(HistoryRange Range, DateTime Now)
{
    /// <summary>How many hours or days it has.</summary>
    public int Count => Range switch
    {
        HistoryRange.Day => 24,
        HistoryRange.Week => 7 * 24,
        HistoryRange.Month => 30,
        HistoryRange.Quarter => 90,
        _ => throw new InvalidOperationException($"No length for {Range}."),
    };

    /// <summary>By hour, not by day.</summary>
    public bool IsHourly => Range is HistoryRange.Day or HistoryRange.Week;

    public TimeSpan Step => IsHourly ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>When its first hour or day begins.</summary>
    public DateTime From => Now.Date.AddHours(IsHourly ? Now.Hour : 0) - ((Count - 1) * Step);

    /// <summary>When the hour or day ends that is under way.</summary>
    public DateTime Until => From + (Count * Step);

    /// <summary>The beginnings of its hours or days.</summary>
    public IEnumerable<DateTime> Starts => Enumerable.Range(0, Count).Select(index => From + (index * Step));
}
