using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Finds the incidents that go on for so long that a channel wants to hear of them again.</summary>
internal static class Reminders
{
    public static async Task<IReadOnlyList<DueReminder>> DueAsync(HealthDbContext db, IReadOnlyCollection<AlertChannel> channels, DateTime now, CancellationToken cancellationToken)
    {
        var hours = channels.Where(c => c.ReminderHours is not null).ToDictionary(c => c.Id, c => c.ReminderHours!.Value);
        if (hours.Count == 0) return [];
        var ids = hours.Keys.ToList();
        var open = db.Incidents.Where(i => i.EndedAt == null);
        var told = await db.DeliveryItems
            .Where(i => i.Alert.IncidentId != null && i.Alert.ProviderId != null && open.Any(incident => incident.Id == i.Alert.IncidentId))
            .Join(db.Deliveries, i => i.DeliveryId, d => d.Id, (i, d) => new { d.ChannelId, d.CreatedAt, d.State, i.AlertId, i.Alert.IncidentId, i.Alert.ProviderId })
            .Where(t => ids.Contains(t.ChannelId) && (t.State == DeliveryState.Waiting || t.State == DeliveryState.Delivered))
            .ToListAsync(cancellationToken);
        // While one is still on its way, another one would say the same.
        return [.. told.GroupBy(t => (t.ChannelId, t.IncidentId))
            .Where(g => g.All(t => t.State == DeliveryState.Delivered) && g.Max(t => t.CreatedAt).AddHours(hours[g.Key.ChannelId]) <= now)
            .Select(g => new DueReminder(g.Key.ChannelId, g.Key.IncidentId!.Value, g.Max(t => t.AlertId), g.First().ProviderId!.Value))];
    }
}
