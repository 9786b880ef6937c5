using System.Globalization;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Core.Health.Alerts.Channels;

/// <summary>What the audit log says of a channel. Of a webhook's address the origin only: its path may be a password.</summary>
internal static class ChannelWords
{
    public static IReadOnlyList<AuditChange> Differences(AlertChannel? before, AlertChannel after)
    {
        var changes = new List<AuditChange>();
        Note("Name", before?.Name, after.Name);
        Note("Kind", before?.Kind.ToString(), after.Kind.ToString());
        Note("Active", before is null ? null : YesNo(before.IsActive), YesNo(after.IsActive));
        Note("Recipients", before is null ? null : List(before.Recipients), List(after.Recipients));
        if (before?.Url != after.Url) changes.Add(new("Address", OriginOf(before?.Url), OriginOf(after.Url)));
        Note("Events", before is null ? null : List(before.Events), List(after.Events));
        Note("Environments", before is null ? null : AllOr(before.Environments), AllOr(after.Environments));
        Note("Providers", before is null ? null : AllOr(before.Providers), AllOr(after.Providers));
        Note("Reminder", before is null ? null : Hours(before.ReminderHours), Hours(after.ReminderHours));
        return changes;

        void Note(string field, string? was, string now)
        {
            if (was != now && !(was is null && now.Length == 0)) changes.Add(new(field, was, now));
        }
    }

    public static string YesNo(bool value) => value ? "yes" : "no";

    private static string? OriginOf(string? url) => url is null ? null : EgressUrl.TryParse(url, out var address, out _) ? EgressUrl.OriginOf(address) : "unreadable";

    private static string List<T>(IEnumerable<T> values) => string.Join(", ", values);

    private static string AllOr<T>(IReadOnlyCollection<T> values) => values.Count == 0 ? "all" : List(values);

    private static string Hours(int? hours) => hours is { } every ? string.Create(CultureInfo.InvariantCulture, $"every {every} h") : "";
}
