using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>All fields of a channel's form beside what is saved.</summary>
internal static class ChannelFields
{
    public static IReadOnlyList<EditedField> Of(AlertChannel saved, ChannelForm form, IReadOnlyDictionary<Guid, string> names)
    {
        List<EditedField> fields =
        [
            EditedFields.Text(nameof(form.Name), "Name", saved.Name, form.Name ?? "", () => form.Name = saved.Name),
            EditedFields.Text(nameof(form.IsActive), "Sends", OnOff(saved.IsActive), OnOff(form.IsActive), () => form.IsActive = saved.IsActive),
            EditedFields.Text(nameof(form.Events), "Tells of", Events(saved.Events), Events(form.Events), () => form.Events = [.. saved.Events]),
            EditedFields.Text(nameof(form.Environments), "Environments", Environments(saved.Environments), Environments(form.Environments), () => form.Environments = [.. saved.Environments]),
            EditedFields.Text(nameof(form.Providers), "Providers", Providers(saved.Providers.Count > 0, saved.Providers, names), Providers(form.IsOfChosen, form.Providers, names), () => form.TakeProviders(saved)),
            EditedFields.Text(nameof(form.ReminderHours), "Reminder", Reminder(saved), form.ReminderHours ?? "", () => form.ReminderHours = Reminder(saved)),
        ];
        fields.Add(saved.Kind == AlertChannelKind.Mail
            ? EditedFields.Text(nameof(form.Recipients), "Recipients", string.Join('\n', saved.Recipients), Read(form.Recipients), () => form.Recipients = string.Join('\n', saved.Recipients))
            : EditedFields.Text(nameof(form.Url), "Address", saved.Url ?? "", form.Url ?? "", () => form.Url = saved.Url));
        return fields;
    }

    private static string OnOff(bool isActive) => isActive ? "yes" : "no";

    private static string Events(IEnumerable<AlertEvent> events) => string.Join(", ", events.Distinct().Order().Select(EventWords.Name));

    private static string Environments(IEnumerable<ProviderEnvironment> environments) => string.Join(", ", environments.Distinct().Order().Select(ChannelRow.NameOf)) is { Length: > 0 } some ? some : "all";

    private static string Providers(bool isOfChosen, IEnumerable<Guid> chosen, IReadOnlyDictionary<Guid, string> names) =>
        isOfChosen ? "only " + string.Join(", ", chosen.Distinct().Select(id => names.GetValueOrDefault(id, "one that was destroyed")).Order(StringComparer.OrdinalIgnoreCase)) : "all";

    private static string Reminder(AlertChannel channel) => channel.ReminderHours?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>As it would be saved, where it can be: commas and lines are the same.</summary>
    private static string Read(string? typed) => MailAddresses.Read(typed, out var addresses) is null ? string.Join('\n', addresses) : typed ?? "";
}
