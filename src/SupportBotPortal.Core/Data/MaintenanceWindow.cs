namespace SupportBotPortal.Core.Data;

/// <summary>A time in which trouble is expected, and nobody is alerted of it.</summary>
public sealed class MaintenanceWindow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Of this provider; <see langword="null"/> = of all.</summary>
    public Guid? ProviderId { get; set; }

    public MaintenanceKind Kind { get; set; }

    /// <summary>For <see cref="MaintenanceKind.Once"/>.</summary>
    public DateTime? From { get; set; }

    /// <summary>For <see cref="MaintenanceKind.Once"/>.</summary>
    public DateTime? To { get; set; }

    /// <summary>For <see cref="MaintenanceKind.Weekly"/>: the days on which it begins.</summary>
    public List<DayOfWeek> Days { get; set; } = [];

    /// <summary>For <see cref="MaintenanceKind.Weekly"/>: when it begins, by the clocks of <see cref="TimeZone"/>.</summary>
    public TimeOnly Start { get; set; }

    /// <summary>For <see cref="MaintenanceKind.Weekly"/>.</summary>
    public int Minutes { get; set; }

    /// <summary>An IANA name: what was typed is read in it, and shown in it.</summary>
    public string TimeZone { get; set; } = "UTC";

    public DateTime UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency: grows with every change.</summary>
    public int Version { get; set; }
}
