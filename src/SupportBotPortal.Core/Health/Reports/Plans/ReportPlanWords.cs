using System.Globalization;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Reports.Plans;

/// <summary>A report's plan as people say it: on pages and in the audit log.</summary>
public static class ReportPlanWords
{
    /// <summary>E.g. “weekly on Monday at 08:00 (Europe/Madrid)”.</summary>
    public static string When(HealthReport plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var at = string.Create(CultureInfo.InvariantCulture, $"at {plan.Time:HH:mm} ({plan.TimeZone})");
        return plan.Rhythm switch
        {
            ReportRhythm.Daily => $"daily {at}",
            ReportRhythm.Weekly => $"weekly on {plan.Weekday} {at}",
            ReportRhythm.Monthly => plan.DayOfMonth == HealthReport.LastDay ? $"monthly on the last day {at}" : string.Create(CultureInfo.InvariantCulture, $"monthly on day {plan.DayOfMonth} {at}"),
            _ => $"cron {plan.Cron} ({plan.TimeZone})",
        };
    }

    /// <summary>What each one is about.</summary>
    public static string About(ReportRhythm rhythm) => rhythm switch
    {
        ReportRhythm.Daily => "the day before",
        ReportRhythm.Weekly => "the seven days before",
        ReportRhythm.Monthly => "the calendar month before",
        _ => "the time since it last fired",
    };

    /// <summary>E.g. “all providers”, “Production and Staging”, “3 chosen providers”.</summary>
    public static string Which(HealthReport plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Scope switch
        {
            ReportScope.Environments => "providers labelled " + string.Join(", ", plan.Environments.Select(e => e == ProviderEnvironment.None ? "without an environment" : e.ToString())),
            ReportScope.Chosen => plan.Providers.Count == 1 ? "1 chosen provider" : string.Create(CultureInfo.InvariantCulture, $"{plan.Providers.Count:N0} chosen providers"),
            _ => "all providers",
        };
    }

    internal static IReadOnlyList<AuditChange> Differences(HealthReport? before, HealthReport after)
    {
        var changes = new List<AuditChange>();
        Note("Name", r => r.Name);
        Note("Active", r => r.IsActive ? "yes" : "no");
        Note("When", When);
        Note("Recipients", r => string.Join(", ", r.Recipients));
        Note("Webhooks", r => string.Join(", ", r.Channels));
        Note("Of", r => r.Scope == ReportScope.Chosen ? "providers " + string.Join(", ", r.Providers) : Which(r));
        return changes;

        void Note(string field, Func<HealthReport, string> value)
        {
            var (was, now) = (before is null ? null : value(before), value(after));
            if (was != now && !(was is null && now.Length == 0)) changes.Add(new(field, was, now));
        }
    }
}
