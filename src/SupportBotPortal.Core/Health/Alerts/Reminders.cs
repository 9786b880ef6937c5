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
        var told = await ToldIncidents.Of(db, db.Incidents.Where(i => i.EndedAt == null))
            .Where(t => ids.Contains(t.ChannelId) && t.ProviderId != null && (t.State == DeliveryState.Waiting || t.HasReached)).ToListAsync(cancellationToken);
        // While one is still on its way, another one would say the same.
        return [.. told.GroupBy(t => (t.ChannelId, t.IncidentId))
            .Where(g => g.All(t => t.HasReached) && g.Max(t => t.CreatedAt).AddHours(hours[g.Key.ChannelId]) <= now)
            .Select(g => new DueReminder(g.Key.ChannelId, g.Key.IncidentId, g.Max(t => t.AlertId), g.First().ProviderId!.Value))];
    }
}
