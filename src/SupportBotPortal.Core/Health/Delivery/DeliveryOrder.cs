using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>In which order messages go: that something is over is not told before that it began.</summary>
internal static class DeliveryOrder
{
    /// <summary>What waits, and is not behind an earlier one that tells the same channel of the same incident.</summary>
    public static IQueryable<AlertDelivery> NextOnes(HealthDbContext db) => db.Deliveries.Where(d =>
        d.State == DeliveryState.Waiting
        && !db.Deliveries.Any(earlier => earlier.State == DeliveryState.Waiting && earlier.ChannelId == d.ChannelId && earlier.Id < d.Id
            && earlier.Items.Any(theirs => theirs.Alert.IncidentId != null && d.Items.Any(ours => ours.Alert.IncidentId == theirs.Alert.IncidentId))));
}
