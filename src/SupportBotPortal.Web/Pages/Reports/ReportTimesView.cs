using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>When a report will be sent, while it is typed.</summary>
/// <param name="Problem">What is wrong with its times; then there is nothing to foresee.</param>
/// <param name="Plan">As it is typed.</param>
/// <param name="Next">Its next times.</param>
/// <param name="Zone">The zone in which people think of them.</param>
/// <param name="IsOn">Whether the portal does anything by itself.</param>
public sealed record ReportTimesView(string? Problem, HealthReport Plan, IReadOnlyList<ReportPeriod> Next, TimeZoneInfo Zone, bool IsOn)
{
    private const int Shown = 5;

    public static ReportTimesView Of(ReportCheck check, bool isOn, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(check);
        var plan = check.Plan;
        var problem = check.TimeProblem;
        return new(problem, plan, problem is null ? [.. ReportTimes.After(now, plan).Take(Shown)] : [], ReportPeriodWords.ZoneOf(plan.TimeZone), isOn);
    }
}
