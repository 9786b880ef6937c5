using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Pages.Alerts.Channels;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>All fields of a window's form beside what is saved.</summary>
internal static class WindowFields
{
    public static IReadOnlyList<EditedField> Of(MaintenanceWindow saved, WindowForm form, IReadOnlyList<ProviderChoice> choices)
    {
        var (from, to) = (WindowForm.Local(saved.From, saved.TimeZone), WindowForm.Local(saved.To, saved.TimeZone));
        List<EditedField> fields =
        [
            EditedFields.Text(nameof(form.Name), "Name", saved.Name, form.Name ?? "", () => form.Name = saved.Name),
            EditedFields.Text(nameof(form.ProviderId), "Provider", ProviderOf(saved.ProviderId), ProviderOf(form.ProviderId), () => form.ProviderId = saved.ProviderId),
            EditedFields.Text(nameof(form.Kind), "When", KindOf(saved.Kind), KindOf(form.Kind), () => form.Kind = saved.Kind),
            EditedFields.Text(nameof(form.TimeZone), "Time zone", saved.TimeZone, string.IsNullOrWhiteSpace(form.TimeZone) ? TimeZoneInfo.Utc.Id : form.TimeZone, () => form.TimeZone = saved.TimeZone),
        ];
        // What belongs to the other kind means nothing, and is nobody's change.
        if (saved.Kind == MaintenanceKind.Once || form.Kind == MaintenanceKind.Once)
        {
            fields.Add(EditedFields.Text(nameof(form.From), "From", from, form.From ?? "", () => form.From = from));
            fields.Add(EditedFields.Text(nameof(form.To), "To", to, form.To ?? "", () => form.To = to));
        }

        if (saved.Kind == MaintenanceKind.Weekly || form.Kind == MaintenanceKind.Weekly)
        {
            fields.Add(EditedFields.Text(nameof(form.Days), "Days", DaysOf(saved.Days), DaysOf(form.Days), () => form.Days = [.. saved.Days]));
            fields.Add(EditedFields.Text(nameof(form.Start), "Begins at", WindowForm.StartOf(saved), form.Start ?? "", () => form.Start = WindowForm.StartOf(saved)));
            fields.Add(EditedFields.Text(nameof(form.Minutes), "Minutes", WindowForm.MinutesOf(saved), form.Minutes ?? "", () => form.Minutes = WindowForm.MinutesOf(saved)));
        }

        return fields;

        string ProviderOf(Guid? id) => id is null ? "all" : choices.FirstOrDefault(c => c.Id == id)?.Name ?? "one that is not there any more";
    }

    private static string KindOf(MaintenanceKind kind) => kind == MaintenanceKind.Once ? "once" : "every week";

    private static string DaysOf(IEnumerable<DayOfWeek> days) => string.Join(", ", days.Distinct().Order());
}
