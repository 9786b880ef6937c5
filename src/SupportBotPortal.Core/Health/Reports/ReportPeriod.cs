namespace SupportBotPortal.Core.Health.Reports;

/// <summary>One time at which a report is due, and the time that it is about.</summary>
/// <param name="FiresAt">When it is due.</param>
/// <param name="Start">What it is about, from here on.</param>
/// <param name="End">The first moment that it is not about any more.</param>
public sealed record ReportPeriod(DateTime FiresAt, DateTime Start, DateTime End)
{
    /// <summary>
    /// Sums are kept by hours of UTC. Where days begin within one, in zones that are half an hour off, that hour belongs to the day
    /// that begins in it; so no test is counted twice, and none is left out.
    /// </summary>
    public DateTime FirstHour => HourOf(Start);

    /// <summary>The first hour that is not counted any more.</summary>
    public DateTime EndHour => HourOf(End);

    /// <summary>Whether its hours are not exactly its time.</summary>
    public bool IsRounded => FirstHour != Start || EndHour != End;

    private static DateTime HourOf(DateTime moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerHour));
}
