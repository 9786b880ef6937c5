namespace SupportBotPortal.Core.Data;

/// <summary>A report on the health of providers that is sent again and again: when, to whom, and about which of them.</summary>
public sealed class HealthReport
{
    /// <summary>The value of <see cref="DayOfMonth"/> that means the last one, whichever that is.</summary>
    public const int LastDay = 0;

    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded for comparison; unique.</summary>
    public required string NormalizedName { get; set; }

    public bool IsActive { get; set; } = true;

    public ReportRhythm Rhythm { get; set; }

    /// <summary>For <see cref="ReportRhythm.Weekly"/>.</summary>
    public DayOfWeek Weekday { get; set; } = DayOfWeek.Monday;

    /// <summary>For <see cref="ReportRhythm.Monthly"/>: 1 to 28, or <see cref="LastDay"/>.</summary>
    public int DayOfMonth { get; set; } = 1;

    /// <summary>When on that day, by the clocks of <see cref="TimeZone"/>.</summary>
    public TimeOnly Time { get; set; } = new(8, 0);

    /// <summary>For <see cref="ReportRhythm.Cron"/>.</summary>
    public string? Cron { get; set; }

    /// <summary>An IANA name: days begin and end there.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Who gets it by mail.</summary>
    public List<string> Recipients { get; set; } = [];

    /// <summary>The webhook channels that get it.</summary>
    public List<Guid> Channels { get; set; } = [];

    public ReportScope Scope { get; set; }

    /// <summary>For <see cref="ReportScope.Environments"/>.</summary>
    public List<ProviderEnvironment> Environments { get; set; } = [];

    /// <summary>For <see cref="ReportScope.Chosen"/>.</summary>
    public List<Guid> Providers { get; set; } = [];

    /// <summary>Since when its times are what they are: of those before, none is made up for.</summary>
    public DateTime PlannedAt { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency: grows with every change.</summary>
    public int Version { get; set; }
}
