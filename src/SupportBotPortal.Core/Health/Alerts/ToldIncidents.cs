using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What channels were told of incidents. What reached one recipient is told; what was given up or not sent, and reached nobody, is not.</summary>
internal sealed class ToldIncidents(IEnumerable<ToldIncident> all)
{
    private readonly ILookup<(Guid, long), ToldIncident> told = all.Where(t => t.Event.IsTrouble()).ToLookup(t => (t.ChannelId, t.IncidentId));

    public static async Task<ToldIncidents> OfAsync(HealthDbContext db, IReadOnlyCollection<long> incidents, CancellationToken cancellationToken) =>
        new(await Of(db, db.Incidents.Where(i => incidents.Contains(i.Id))).ToListAsync(cancellationToken));

    /// <summary>All messages about these incidents.</summary>
    public static IQueryable<ToldIncident> Of(HealthDbContext db, IQueryable<Incident> incidents) =>
        from item in db.DeliveryItems
        where item.Alert.IncidentId != null && incidents.Any(i => i.Id == item.Alert.IncidentId)
        join d in db.Deliveries on item.DeliveryId equals d.Id
        select new ToldIncident
        {
            ChannelId = d.ChannelId,
            DeliveryId = d.Id,
            CreatedAt = d.CreatedAt,
            State = d.State,
            HasReached = d.State == DeliveryState.Delivered || d.Reached.Count > 0,
            IncidentId = item.Alert.IncidentId!.Value,
            AlertId = item.AlertId,
            ProviderId = item.Alert.ProviderId,
            Event = item.Alert.Event,
            IsReminder = item.IsReminder,
            EndedAt = item.EndedAt,
        };

    /// <returns>The last message that tells of the beginning and has not arrived yet; <see langword="null"/> if there is none.</returns>
    public long? AwaitedOf(Guid channel, long incident) => told[(channel, incident)].Where(t => t is { State: DeliveryState.Waiting, HasReached: false }).Max(t => (long?)t.DeliveryId);

    /// <summary>The channel has heard that it began, and not that it is over.</summary>
    public bool IsOpenFor(Guid channel, long incident) => told[(channel, incident)].Any(t => t.HasReached) && !IsOverFor(channel, incident);

    /// <summary>The channel has heard of the beginning when it was over, and that it was.</summary>
    public bool IsOverFor(Guid channel, long incident) => told[(channel, incident)].Any(t => t.HasReached && t.EndedAt is not null);

    /// <summary>Something newer than this message tells how bad it is, or will.</summary>
    public bool IsOutdone(Guid channel, long incident, long delivery) => told[(channel, incident)].Any(t => t.DeliveryId > delivery && !t.IsReminder && (t.HasReached || t.State == DeliveryState.Waiting));
}
