namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>A stretch of time in whole hours or whole days of UTC, the one under way included.</summary>
public sealed record UsageWindow(UsageRange Range, DateTime Now)
{
    /// <summary>How many hours or days it has; of today also those to come.</summary>
    public int Count => Range switch
    {
        UsageRange.Today or UsageRange.Day => 24,
        UsageRange.Week => 7 * 24,
        UsageRange.Month => 30,
        UsageRange.Quarter => 90,
        _ => throw new InvalidOperationException($"No length for {Range}."),
    };

    /// <summary>By hour, not by day.</summary>
    public bool IsHourly => Range is UsageRange.Today or UsageRange.Day or UsageRange.Week;

    public TimeSpan Step => IsHourly ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>When its first hour or day begins.</summary>
    public DateTime From => Range == UsageRange.Today ? Now.Date : Now.Date.AddHours(IsHourly ? Now.Hour : 0) - ((Count - 1) * Step);

    /// <summary>When its last hour or day ends.</summary>
    public DateTime Until => From + (Count * Step);

    /// <summary>The beginnings of its hours or days.</summary>
    public IEnumerable<DateTime> Starts => Enumerable.Range(0, Count).Select(index => From + (index * Step));

    /// <summary>The hour or day that an hour belongs to.</summary>
    public DateTime SlotOf(DateTime hour) => IsHourly ? hour : hour.Date;
}
