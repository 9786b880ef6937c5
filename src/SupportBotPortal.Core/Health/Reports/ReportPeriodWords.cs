using System.Globalization;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>The time that a report is about, as people say it there.</summary>
public static class ReportPeriodWords
{
    private const string Day = "d MMMM yyyy";

    /// <summary>E.g. “Monday, 16 March 2026”, “16–22 March 2026”, “March 2026”; with hours if it is not made of whole days.</summary>
    public static string Of(DateTime start, DateTime end, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var (first, next) = (LocalMoment.DayAt(start, zone), LocalMoment.DayAt(end, zone));
        if (LocalMoment.Of(first, zone) != start || LocalMoment.Of(next, zone) != end || next <= first) return $"{Moment(start, zone)} to {Moment(end, zone)}";
        var last = next.AddDays(-1);
        return (first, last) switch
        {
            _ when first == last => first.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture),
            _ when first.Day == 1 && next == first.AddMonths(1) => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            _ when first.Year == last.Year && first.Month == last.Month => string.Create(CultureInfo.InvariantCulture, $"{first.Day}–{last:d MMMM yyyy}"),
            _ when first.Year == last.Year => string.Create(CultureInfo.InvariantCulture, $"{first:d MMMM} to {last:d MMMM yyyy}"),
            _ => $"{first.ToString(Day, CultureInfo.InvariantCulture)} to {last.ToString(Day, CultureInfo.InvariantCulture)}",
        };
    }

    public static string Of(ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Of(report.Start, report.End, report.Zone);
    }

    public static string Of(ListedOccurrence made)
    {
        ArgumentNullException.ThrowIfNull(made);
        return Of(made.PeriodStart, made.PeriodEnd, ZoneOf(made.TimeZone));
    }

    /// <summary>A zone that the system has forgotten since: its days are told in UTC then.</summary>
    public static TimeZoneInfo ZoneOf(string name) => CronTime.TryZone(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A moment by the clocks of a zone.</summary>
    public static string Moment(DateTime at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(at, zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How its hours are counted, where that needs to be said; else <see langword="null"/>.</summary>
    public static string? Rounding(ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportPeriod(report.FiredAt, report.Start, report.End).IsRounded ? "Tests are summed by hours of UTC: an hour in which this time begins or ends counts as a whole for the time that begins in it." : null;
    }
}
