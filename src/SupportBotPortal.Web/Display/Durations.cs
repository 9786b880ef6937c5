using Humanizer;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Display;

/// <summary>Lengths of time as people say them.</summary>
public static class Durations
{
    /// <summary>Said of a time that the database holds and nobody can read.</summary>
    public const string Unknown = "at an unknown time";

    public static string Ago(DateTime at, DateTime now) => at == UtcDateTimeConverter.Unreadable ? Unknown : Ago(now - at);

    public static string Ago(TimeSpan elapsed) => elapsed switch
    {
        { TotalSeconds: < 5 } => "just now",
        { TotalMinutes: < 1 } => $"{elapsed.Seconds} s ago",
        { TotalHours: < 1 } => $"{elapsed.Minutes} min ago",
        { TotalDays: < 1 } => $"{elapsed.Hours} h ago",
        _ => Age(elapsed) + " ago",
    };

    /// <summary>In how long; what should have been already is due now.</summary>
    public static string Due(DateTime at, DateTime now) => at == UtcDateTimeConverter.Unreadable ? Unknown : (at - now) switch
    {
        { TotalSeconds: < 5 } => "now",
        { TotalMinutes: < 1 } left => $"in {left.Seconds} s",
        { TotalHours: < 1 } left => $"in {left.Minutes} min",
        { TotalDays: < 1 } left => $"in {left.Hours} h",
        var left => "in " + Age(left),
    };

    public static string Age(TimeSpan elapsed) => elapsed.TotalDays < 1 ? "today" : "day".ToQuantity((int)elapsed.TotalDays);

    /// <summary>How long something took or takes, to the second, the minute or the hour.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, length.Seconds)} s",
        { TotalHours: < 1 } => $"{length.Minutes} min",
        { TotalDays: < 1 } => length.Minutes == 0 ? $"{length.Hours} h" : $"{length.Hours} h {length.Minutes} min",
        _ => length.Hours == 0 ? "day".ToQuantity(length.Days) : $"{"day".ToQuantity(length.Days)} {length.Hours} h",
    };

    /// <summary>When a key was set: for a narrow column.</summary>
    public static string Set(TimeSpan elapsed) => elapsed.TotalDays < 1 ? "set today" : Age(elapsed) + " old";

    public static string Milliseconds(TimeSpan duration) => $"{Math.Max(duration.TotalMilliseconds, 0):N0} ms";
}
