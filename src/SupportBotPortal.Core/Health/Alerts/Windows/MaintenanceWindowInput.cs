using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>What a person typed about a maintenance window, before it is checked.</summary>
public sealed record MaintenanceWindowInput
{
    public string Name { get; init; } = "";

    /// <summary><see langword="null"/> = all providers.</summary>
    public Guid? ProviderId { get; init; }

    public MaintenanceKind Kind { get; init; }

    /// <summary>For <see cref="MaintenanceKind.Once"/>: day and time by the clocks of <see cref="TimeZone"/>, such as 2026-06-01T22:00.</summary>
    public string From { get; init; } = "";

    /// <summary>For <see cref="MaintenanceKind.Once"/>.</summary>
    public string To { get; init; } = "";

    /// <summary>For <see cref="MaintenanceKind.Weekly"/>: the days on which it begins.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>For <see cref="MaintenanceKind.Weekly"/>: such as 22:00.</summary>
    public string Start { get; init; } = "";

    /// <summary>For <see cref="MaintenanceKind.Weekly"/>.</summary>
    public string Minutes { get; init; } = "";

    /// <summary>An IANA name; empty = UTC.</summary>
    public string TimeZone { get; init; } = "";
}
