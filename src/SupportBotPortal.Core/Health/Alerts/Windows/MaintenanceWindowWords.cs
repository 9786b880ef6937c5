using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>Says when a maintenance window is, by its own clocks.</summary>
public static class MaintenanceWindowWords
{
    /// <summary>Such as “Saturday, Sunday 22:00, 90 minutes (Europe/Madrid)”.</summary>
    public static string When(MaintenanceWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Kind == MaintenanceKind.Once
            ? $"{Local(window.From, window.TimeZone)} to {Local(window.To, window.TimeZone)} ({window.TimeZone})"
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", window.Days)} {window.Start:HH:mm}, {window.Minutes} minutes ({window.TimeZone})");
    }

    private static string Local(DateTime? at, string zone) =>
        at is { } utc && CronTime.TryZone(zone, out var found) ? TimeZoneInfo.ConvertTimeFromUtc(utc, found).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "unknown";
}
