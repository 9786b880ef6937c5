using Quartz;

namespace SupportBotPortal.Core.Health.Schedule;

/// <summary>Cron expressions: the five fields of a crontab, or six or seven as Quartz reads them, seconds first.</summary>
public static class CronTime
{
    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Problem(string text, string timeZone, DateTime now, TimeSpan shortest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text)) return "Enter a cron expression, such as 0 */10 * * * (every ten minutes) or 30 8 * * MON-FRI (weekdays at half past eight).";
        CronExpression cron;
        try
        {
            cron = Parse(text);
        }
        catch (FormatException exception)
        {
            return $"That is no cron expression: {exception.Message.TrimEnd('.')}. Five fields are minute, hour, day of month, month, day of week.";
        }

        if (!TryZone(timeZone, out var zone)) return $"No time zone is called “{timeZone}”. Choose one such as UTC or Europe/Madrid.";
        var times = Times(cron.WithTimeZone(zone), now).Take(100).ToList();
        if (times.Count == 0) return "This never fires: no such day is to come. Check day, month and year.";
        for (var index = 1; index < times.Count; index++)
            if (times[index] - times[index - 1] < shortest) return $"This fires every {(times[index] - times[index - 1]).TotalSeconds:0} seconds. The shortest interval is {shortest.TotalSeconds:0} seconds.";
        return null;
    }

    /// <returns><see langword="null"/> if it never fires again, or cannot be read (somebody wrote past the portal).</returns>
    public static DateTime? NextAfter(DateTime moment, string text, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!TryZone(timeZone, out var zone)) return null;
        try
        {
            return Times(Parse(text).WithTimeZone(zone), moment).Cast<DateTime?>().FirstOrDefault();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static bool TryZone(string name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Utc;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name ?? "", out var found)) return false;
        zone = found;
        return true;
    }

    private static CronExpression Parse(string text) =>
        CronExpression.Parse(text, text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 5 ? CronFormat.Unix : CronFormat.Quartz);

    private static IEnumerable<DateTime> Times(CronExpression cron, DateTime from)
    {
        for (var next = cron.GetNextValidTimeAfter(new DateTimeOffset(from, TimeSpan.Zero)); next is { } at; next = cron.GetNextValidTimeAfter(at)) yield return at.UtcDateTime;
    }
}
