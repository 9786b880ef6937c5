using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>What the form of a report sends.</summary>
public sealed class ReportForm : ISettledForm
{
    /// <summary>What the preview of its times needs to be sent.</summary>
    public static string TimeFields { get; } = string.Join(',', ((string[])[nameof(Rhythm), nameof(Weekday), nameof(DayOfMonth), nameof(Time), nameof(Cron), nameof(TimeZone), nameof(IsActive)]).Select(field => "Form." + field));

    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    public string? Name { get; set; }

    public bool IsActive { get; set; } = true;

    public ReportRhythm Rhythm { get; set; } = ReportRhythm.Weekly;

    public DayOfWeek Weekday { get; set; } = DayOfWeek.Monday;

    public string? DayOfMonth { get; set; } = "1";

    public string? Time { get; set; } = "08:00";

    public string? Cron { get; set; }

    public string? TimeZone { get; set; }

    public string? Recipients { get; set; }

    public List<Guid> Channels { get; set; } = [];

    public ReportScope Scope { get; set; }

    public List<ProviderEnvironment> Environments { get; set; } = [];

    public List<Guid> Providers { get; set; } = [];

    public static ReportForm From(HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new()
        {
            Version = report.Version,
            Name = report.Name,
            IsActive = report.IsActive,
            Rhythm = report.Rhythm,
            Weekday = report.Weekday,
            DayOfMonth = DayOf(report),
            Time = TimeOf(report),
            Cron = report.Cron,
            TimeZone = report.TimeZone,
            Recipients = string.Join('\n', report.Recipients),
            Channels = [.. report.Channels],
            Scope = report.Scope,
            Environments = [.. report.Environments],
            Providers = [.. report.Providers],
        };
    }

    /// <summary>As the field has it.</summary>
    public static string DayOf(HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.DayOfMonth == HealthReport.LastDay ? ReportRules.LastDay : report.DayOfMonth.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc cref="DayOf"/>
    public static string TimeOf(HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    public ReportInput ToInput() => new()
    {
        Name = Name ?? "",
        IsActive = IsActive,
        Rhythm = Rhythm,
        Weekday = Weekday,
        DayOfMonth = DayOfMonth ?? "",
        Time = Time ?? "",
        Cron = Cron ?? "",
        TimeZone = TimeZone ?? "",
        Recipients = Recipients ?? "",
        Channels = Channels,
        Scope = Scope,
        Environments = Environments,
        Providers = Providers,
    };
}
