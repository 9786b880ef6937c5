using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Alerts;

/// <summary>What people read of maintenance windows.</summary>
internal static class WindowWords
{
    public static Badge BadgeOf(MaintenanceWindow window, DateTime now)
    {
        if (window.OpenUntil(now) is { } until) return new(BadgeTone.Attention, $"Open, closes {Durations.Due(until, now)}");
        return window.OpensAfter(now) is { } opens ? new(BadgeTone.Idle, $"Opens {Durations.Due(opens, now)}") : new(BadgeTone.Idle, "Over");
    }
}
