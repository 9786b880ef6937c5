using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Reports.Plans;

/// <summary>What a typed report means.</summary>
/// <param name="Plan">What can be saved, if nothing is wrong.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
public sealed record ReportCheck(HealthReport Plan, IReadOnlyList<FieldMessage> Errors)
{
    /// <summary>The fields that decide when it fires.</summary>
    private static readonly string[] TimeFields = [nameof(ReportInput.Rhythm), nameof(ReportInput.Weekday), nameof(ReportInput.DayOfMonth), nameof(ReportInput.Time), nameof(ReportInput.Cron), nameof(ReportInput.TimeZone)];

    public bool IsValid => Errors.Count == 0;

    /// <summary>What is wrong with its times; <see langword="null"/> if nothing is, whatever else may be.</summary>
    public string? TimeProblem => Errors.FirstOrDefault(e => TimeFields.Contains(e.Field))?.Message;
}
