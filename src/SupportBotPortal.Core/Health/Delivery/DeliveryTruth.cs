using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Decides what of a message is still to be said at the moment at which it is sent: it may have waited for two days.</summary>
internal static class DeliveryTruth
{
    private const string NobodyHeard = "Not sent: through this channel nobody has heard that something was wrong.";
    private const string SaidAlready = "Not sent: the message that it was wrong came late, and has said already that it is over.";
    private const string BecameWorse = "Not sent: it became worse meanwhile, and a later message says so.";

    /// <summary>Takes out of the message what is not to be said any more, and notes what it now tells the end of, too.</summary>
    /// <returns>Why nothing is left; <see langword="null"/> if something is.</returns>
    public static async Task<string?> SettleAsync(HealthDbContext db, AlertDelivery delivery, CancellationToken cancellationToken)
    {
        var ids = delivery.Items.Select(i => i.Alert.IncidentId).OfType<long>().Distinct().ToList();
        if (ids.Count == 0) return null;
        var told = await ToldIncidents.OfAsync(db, ids, cancellationToken);
        var needless = delivery.Items.Select(i => (Item: i, Why: ReasonAgainst(i, delivery, told))).Where(n => n.Why is not null).ToList();
        if (needless.Count == delivery.Items.Count) return needless[0].Why;
        foreach (var (item, _) in needless) delivery.Items.Remove(item);
        // To who comes late it says the end, too; but those who have it heard that it goes on, and their end is yet to come.
        if (delivery.Reached.Count == 0) await NoteEndsAsync(db, delivery, ids, cancellationToken);
        // Before it is sent: a portal that dies then sends the same again.
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private static string? ReasonAgainst(AlertDeliveryItem item, AlertDelivery delivery, ToldIncidents told)
    {
        if (item.Alert.IncidentId is not { } incident) return null;
        if (item.Alert.Event.IsEnd()) return told.IsOverFor(delivery.ChannelId, incident) ? SaidAlready : told.IsOpenFor(delivery.ChannelId, incident) ? null : NobodyHeard;
        return !item.IsReminder && told.IsOutdone(delivery.ChannelId, incident, delivery.Id) ? BecameWorse : null;
    }

    private static async Task NoteEndsAsync(HealthDbContext db, AlertDelivery delivery, List<long> ids, CancellationToken cancellationToken)
    {
        var ended = await db.Incidents.Where(i => ids.Contains(i.Id) && i.EndedAt != null).Select(i => new { i.Id, i.EndedAt }).ToDictionaryAsync(i => i.Id, i => i.EndedAt, cancellationToken);
        var news = delivery.Items.Where(i => i.Alert.Event.IsTrouble() && i.EndedAt is null && ended.ContainsKey(i.Alert.IncidentId ?? 0)).ToList();
        foreach (var item in news) item.EndedAt = ended[item.Alert.IncidentId!.Value];
        // An attempt of which only the answer was lost told something else: whoever drops what has come already must not drop this.
        if (news.Count > 0 && delivery.Attempts > 0) delivery.MessageId = Guid.NewGuid();
    }
}
