using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>
/// In which order messages go: that something is over is not told before that it began. Nothing else waits, and what has reached somebody keeps
/// nothing waiting.
/// </summary>
internal static class DeliveryOrder
{
    /// <summary>What waits, and may be sent.</summary>
    public static IQueryable<AlertDelivery> NextOnes(HealthDbContext db)
    {
        var behind = Behind(db);
        return db.Deliveries.Where(d => d.State == DeliveryState.Waiting && !behind.Any(b => b.Later == d.Id));
    }

    /// <summary>What tells an end that waits for a beginning, and the earlier message to the same channel that tells of that.</summary>
    public static IQueryable<DeliveryBehind> Behind(HealthDbContext db) =>
        from later in db.Deliveries
        where later.State == DeliveryState.Waiting
        from end in later.Items
        where end.Alert.Event == AlertEvent.Recovered || end.Alert.Event == AlertEvent.ProviderDeleted || end.Alert.Event == AlertEvent.ProviderDeactivated
        join begin in db.DeliveryItems on end.Alert.IncidentId equals begin.Alert.IncidentId
        join earlier in db.Deliveries on begin.DeliveryId equals earlier.Id
        where earlier.State == DeliveryState.Waiting && earlier.Reached.Count == 0 && earlier.ChannelId == later.ChannelId && earlier.Id < later.Id
        select new DeliveryBehind { Later = later.Id, Earlier = earlier.Id };
}
