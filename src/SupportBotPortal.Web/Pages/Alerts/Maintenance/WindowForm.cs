using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>What the form of a maintenance window sends.</summary>
public sealed class WindowForm : ISettledForm
{
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    public string? Name { get; set; }

    /// <summary>Empty for all.</summary>
    public Guid? ProviderId { get; set; }

    public MaintenanceKind Kind { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public List<DayOfWeek> Days { get; set; } = [];

    public string? Start { get; set; } = "22:00";

    public string? Minutes { get; set; } = "60";

    public string? TimeZone { get; set; } = TimeZoneInfo.Utc.Id;

    /// <summary>As it is offered: the next full hour, for two hours.</summary>
    public static WindowForm New(DateTime now)
    {
        var hour = new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc).AddHours(1);
        return new() { From = Typed(hour), To = Typed(hour.AddHours(2)) };
    }

    public static WindowForm Of(MaintenanceWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var form = new WindowForm { Version = window.Version, Name = window.Name, ProviderId = window.ProviderId, Kind = window.Kind, TimeZone = window.TimeZone };
        if (window.Kind == MaintenanceKind.Once) (form.From, form.To) = (Local(window.From, window.TimeZone), Local(window.To, window.TimeZone));
        else (form.Days, form.Start, form.Minutes) = ([.. window.Days], StartOf(window), MinutesOf(window));
        return form;
    }

    public static string StartOf(MaintenanceWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Start.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    public static string MinutesOf(MaintenanceWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return window.Minutes.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>By the clocks of the window's zone, as a field for day and time has it.</summary>
    public static string Local(DateTime? at, string zone) =>
        at is { } utc && CronTime.TryZone(zone, out var found) ? Typed(TimeZoneInfo.ConvertTimeFromUtc(utc, found)) : "";

    public MaintenanceWindowInput ToInput() => new()
    {
        Name = Name ?? "",
        ProviderId = ProviderId,
        Kind = Kind,
        From = From ?? "",
        To = To ?? "",
        Days = Days,
        Start = Start ?? "",
        Minutes = Minutes ?? "",
        TimeZone = TimeZone ?? "",
    };

    private static string Typed(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
