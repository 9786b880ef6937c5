using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Takes what people are to be told, each thing once. Whom to tell is decided later, by the <see cref="AlertDispatcher"/>.</summary>
public sealed class AlertOutbox(IDbContextFactory<HealthDbContext> contexts)
{
    /// <returns>How many of them were not there yet.</returns>
    public async Task<int> AddAsync(IReadOnlyCollection<AlertDraft> drafts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        if (drafts.Count == 0) return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Most have been told long ago: that is found out without keeping others from writing.
        var keys = drafts.Select(d => d.Key).ToList();
        var known = await db.Alerts.Where(a => keys.Contains(a.Key)).Select(a => a.Key).ToHashSetAsync(cancellationToken);
        var fresh = drafts.Where(d => !known.Contains(d.Key)).DistinctBy(d => d.Key).ToList();
        if (fresh.Count == 0) return 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var added = 0;
        foreach (var draft in fresh) added += await AddAsync(db, draft, cancellationToken) ? 1 : 0;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>What is to be told of an incident that has begun, become worse or ended: in the transaction that writes it.</summary>
    internal static async Task AddAsync(HealthDbContext db, Guid providerId, Incident incident, DateTime at, CancellationToken cancellationToken)
    {
        if (incident.EndedAt is not null)
        {
            await AddEndAsync(db, AlertEvent.Recovered, providerId, incident, at, cancellationToken);
            return;
        }

        AlertEvent? what = incident.State switch
        {
            HealthState.Down => AlertEvent.Down,
            HealthState.Quota => AlertEvent.Quota,
            HealthState.RateLimited => AlertEvent.RateLimited,
            _ => null,
        };
        if (what is { } found) await AddAsync(db, AlertDraft.OfIncident(found, providerId, incident, at), cancellationToken);
    }

    /// <summary>How an incident ended: in the transaction that writes it. The end of what nobody was told of is no news.</summary>
    internal static async Task AddEndAsync(HealthDbContext db, AlertEvent how, Guid providerId, Incident incident, DateTime at, CancellationToken cancellationToken)
    {
        if (db.Alerts.Local.Any(a => a.IncidentId == incident.Id) || await db.Alerts.AnyAsync(a => a.IncidentId == incident.Id, cancellationToken)) await AddAsync(db, AlertDraft.OfIncident(how, providerId, incident, at), cancellationToken);
    }

    /// <summary>Only one at a time writes, so what is not there now is not there when this is saved.</summary>
    private static async Task<bool> AddAsync(HealthDbContext db, AlertDraft draft, CancellationToken cancellationToken)
    {
        if (db.Alerts.Local.Any(a => a.Key == draft.Key) || await db.Alerts.AnyAsync(a => a.Key == draft.Key, cancellationToken)) return false;
        db.Alerts.Add(new()
        {
            Key = draft.Key,
            Event = draft.Event,
            At = draft.At,
            ProviderId = draft.ProviderId,
            IncidentId = draft.IncidentId,
            Cause = draft.Cause,
            Since = draft.Since,
            Model = draft.Model,
            On = draft.On,
        });
        return true;
    }
}
