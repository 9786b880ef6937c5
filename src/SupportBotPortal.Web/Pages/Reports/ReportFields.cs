using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>All fields of a report's form beside what is saved.</summary>
internal static class ReportFields
{
    /// <param name="saved">What is saved.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="names">Of the channels and providers that are ticked in one of them.</param>
    public static IReadOnlyList<EditedField> Of(HealthReport saved, ReportForm form, IReadOnlyDictionary<Guid, string> names)
    {
        List<EditedField> fields =
        [
            EditedFields.Text(nameof(form.Name), "Name", saved.Name, form.Name ?? "", () => form.Name = saved.Name),
            EditedFields.Text(nameof(form.Rhythm), "How often", RhythmOf(saved.Rhythm), RhythmOf(form.Rhythm), () => form.Rhythm = saved.Rhythm),
            EditedFields.Text(nameof(form.TimeZone), "Time zone", saved.TimeZone, string.IsNullOrWhiteSpace(form.TimeZone) ? TimeZoneInfo.Utc.Id : form.TimeZone, () => form.TimeZone = saved.TimeZone),
            EditedFields.Text(nameof(form.IsActive), "Active", YesNo(saved.IsActive), YesNo(form.IsActive), () => form.IsActive = saved.IsActive),
            EditedFields.Text(nameof(form.Recipients), "Recipients", string.Join('\n', saved.Recipients), Read(form.Recipients), () => form.Recipients = string.Join('\n', saved.Recipients)),
            EditedFields.Text(nameof(form.Channels), "Webhooks", Named(saved.Channels), Named(form.Channels), () => form.Channels = [.. saved.Channels]),
            EditedFields.Text(nameof(form.Scope), "About", ScopeOf(saved.Scope, saved.Environments, saved.Providers), ScopeOf(form.Scope, form.Environments, form.Providers), () => (form.Scope, form.Environments, form.Providers) = (saved.Scope, [.. saved.Environments], [.. saved.Providers])),
        ];
        // What belongs to another rhythm means nothing, and is nobody's change.
        if (Is(ReportRhythm.Weekly)) fields.Add(EditedFields.Text(nameof(form.Weekday), "Day of the week", $"{saved.Weekday}", $"{form.Weekday}", () => form.Weekday = saved.Weekday));
        if (Is(ReportRhythm.Monthly)) fields.Add(EditedFields.Text(nameof(form.DayOfMonth), "Day of the month", ReportForm.DayOf(saved), form.DayOfMonth ?? "", () => form.DayOfMonth = ReportForm.DayOf(saved)));
        if (Is(ReportRhythm.Cron)) fields.Add(EditedFields.Text(nameof(form.Cron), "Cron expression", saved.Cron ?? "", form.Cron ?? "", () => form.Cron = saved.Cron));
        if (saved.Rhythm != ReportRhythm.Cron || form.Rhythm != ReportRhythm.Cron) fields.Add(EditedFields.Text(nameof(form.Time), "At", ReportForm.TimeOf(saved), form.Time ?? "", () => form.Time = ReportForm.TimeOf(saved)));
        return fields;

        bool Is(ReportRhythm rhythm) => saved.Rhythm == rhythm || form.Rhythm == rhythm;

        string Named(IEnumerable<Guid> ids) => string.Join(", ", ids.Distinct().Select(id => names.GetValueOrDefault(id, "one that is not there any more")).Order(StringComparer.OrdinalIgnoreCase));

        string ScopeOf(ReportScope scope, IEnumerable<ProviderEnvironment> environments, IEnumerable<Guid> providers) => scope switch
        {
            ReportScope.Environments => "those labelled " + string.Join(", ", environments.Distinct().Order().Select(e => e == ProviderEnvironment.None ? "without an environment" : $"{e}")),
            ReportScope.Chosen => "only " + Named(providers),
            _ => "all providers",
        };
    }

    private static string RhythmOf(ReportRhythm rhythm) => $"{rhythm}, about {ReportPlanWords.About(rhythm)}";

    private static string YesNo(bool value) => value ? "yes" : "no";

    /// <summary>As it would be saved, where it can be: commas and lines are the same.</summary>
    private static string Read(string? typed) => MailAddresses.Read(typed, out var addresses) is null ? string.Join('\n', addresses) : typed ?? "";
}
