using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Reports.Plans;

/// <summary>What a person typed about a report, before it is checked.</summary>
public sealed record ReportInput
{
    public string Name { get; init; } = "";

    public bool IsActive { get; init; } = true;

    public ReportRhythm Rhythm { get; init; } = ReportRhythm.Weekly;

    public DayOfWeek Weekday { get; init; } = DayOfWeek.Monday;

    /// <summary>1 to 28, or “last”.</summary>
    public string DayOfMonth { get; init; } = "1";

    public string Time { get; init; } = "08:00";

    public string Cron { get; init; } = "";

    /// <summary>An IANA name; empty = UTC.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>One on a line, or with commas between them; empty = nobody by mail.</summary>
    public string Recipients { get; init; } = "";

    public IReadOnlyList<Guid> Channels { get; init; } = [];

    public ReportScope Scope { get; init; }

    public IReadOnlyList<ProviderEnvironment> Environments { get; init; } = [];

    public IReadOnlyList<Guid> Providers { get; init; } = [];
}
