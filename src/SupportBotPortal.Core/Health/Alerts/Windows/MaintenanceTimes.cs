using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Schedule;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>When a maintenance window is open. By the clocks of its zone, over both changes of daylight saving.</summary>
public static class MaintenanceTimes
{
    public static bool IsOpen(this MaintenanceWindow window, DateTime now) => window.OpenUntil(now) is not null;

    /// <summary>Whether one of them is open for a provider.</summary>
    public static bool IsOpenFor(this IEnumerable<MaintenanceWindow> windows, Guid providerId, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return windows.Any(w => (w.ProviderId is null || w.ProviderId == providerId) && w.IsOpen(now));
    }

    /// <returns>When it closes; <see langword="null"/> if it is not open now.</returns>
    public static DateTime? OpenUntil(this MaintenanceWindow window, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Kind == MaintenanceKind.Once) return window.From <= now && now < window.To ? window.To : null;
        var length = TimeSpan.FromMinutes(window.Minutes);
        // One that began days ago may still be open; of several, the one that stays open longest.
        return Starts(window, now - length, now).Select(start => start + length).Where(end => end > now).Cast<DateTime?>().Max();
    }

    /// <returns>When it opens next, after a moment; <see langword="null"/> if never again.</returns>
    public static DateTime? OpensAfter(this MaintenanceWindow window, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Kind == MaintenanceKind.Once) return window.From > now ? window.From : null;
        return Starts(window, now, now.AddDays(8)).Where(start => start > now).Cast<DateTime?>().Min();
    }

    /// <summary>The moments, in order, at which a weekly window begins.</summary>
    private static IEnumerable<DateTime> Starts(MaintenanceWindow window, DateTime from, DateTime to)
    {
        if (!CronTime.TryZone(window.TimeZone, out var zone)) yield break;
        // A day more on both sides: which day it is there is not the day here.
        for (var day = DateOnly.FromDateTime(from).AddDays(-1); day <= DateOnly.FromDateTime(to).AddDays(1); day = day.AddDays(1))
        {
            if (!window.Days.Contains(day.DayOfWeek)) continue;
            var start = LocalMoment.Of(day.ToDateTime(window.Start), zone);
            if (start >= from && start <= to) yield return start;
        }
    }
}
