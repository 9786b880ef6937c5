using System.Text.RegularExpressions;
using Quartz;

namespace SupportBotPortal.Core.Health.Schedule;

/// <summary>Cron expressions: the five fields of a crontab, or six or seven as Quartz reads them, seconds first.</summary>
public static partial class CronTime
{
    private const int LongestZone = 64;

    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Problem(string text, string timeZone, DateTime now, TimeSpan shortest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text)) return "Enter a cron expression, such as 0 */10 * * * (every ten minutes) or 30 8 * * MON-FRI (weekdays at half past eight).";
        if (text.TrimStart().StartsWith('@')) return "Write the five fields instead of a nickname: 0 * * * * is every hour, 0 0 * * * every day.";
        CronExpression cron;
        try
        {
            cron = Parse(text);
        }
        catch (FormatException exception)
        {
            return $"That is no cron expression: {exception.Message.TrimEnd('.')}. Five fields are minute, hour, day of month, month, day of week.";
        }

        if (!TryZone(timeZone, out var zone)) return UnknownZone(timeZone);
        var times = Times(cron.WithTimeZone(zone), now).Take(100).ToList();
        if (times.Count == 0) return "This never fires: no such day is to come. Check day, month and year.";
        for (var index = 1; index < times.Count; index++)
            if (times[index] - times[index - 1] < shortest) return $"This fires every {Words(times[index] - times[index - 1], withOne: false)}. The shortest interval is {Words(shortest, withOne: true)}.";
        return null;
    }

    /// <returns><see langword="null"/> if it never fires again, or cannot be read (somebody wrote past the portal).</returns>
    public static DateTime? NextAfter(DateTime moment, string text, string timeZone) => AllAfter(moment, text, timeZone).Cast<DateTime?>().FirstOrDefault();

    /// <summary>All times after a moment, the next one first; none of what cannot be read.</summary>
    public static IEnumerable<DateTime> AllAfter(DateTime moment, string text, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!TryZone(timeZone, out var zone)) return [];
        try
        {
            return Times(Parse(text).WithTimeZone(zone), moment);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <param name="name">An IANA name.</param>
    public static bool TryZone(string name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        // The system looks a name up as the path of a file; two of those are whatever this machine is set to.
        if (name is null or "localtime" or "posixrules" || name.Length > LongestZone || !ZoneName().IsMatch(name) || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)) return false;
        zone = found;
        return true;
    }

    /// <summary>What to say of a name that <see cref="TryZone"/> does not know.</summary>
    public static string UnknownZone(string name) => $"No time zone is called “{name}”. Choose one such as UTC or Europe/Madrid.";

    /// <summary>In the largest unit that says it without a rest.</summary>
    private static string Words(TimeSpan interval, bool withOne)
    {
        var (number, unit) = interval switch
        {
            _ when interval.Ticks % TimeSpan.TicksPerHour == 0 => (interval.TotalHours, "hour"),
            _ when interval.Ticks % TimeSpan.TicksPerMinute == 0 => (interval.TotalMinutes, "minute"),
            _ => (interval.TotalSeconds, "second"),
        };
        return number is not 1 ? FormattableString.Invariant($"{number:0} {unit}s") : withOne ? $"1 {unit}" : unit;
    }

    private static CronExpression Parse(string text) =>
        CronExpression.Parse(text, text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 5 ? CronFormat.Unix : CronFormat.Quartz);

    private static IEnumerable<DateTime> Times(CronExpression cron, DateTime from)
    {
        for (var next = cron.GetNextValidTimeAfter(new DateTimeOffset(from, TimeSpan.Zero)); next is { } at; next = cron.GetNextValidTimeAfter(at)) yield return at.UtcDateTime;
    }

    [GeneratedRegex("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,3}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();
}
