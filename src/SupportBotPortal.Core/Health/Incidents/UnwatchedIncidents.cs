using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;

namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>
/// Ends the incidents of providers that were deactivated or deleted: nobody tests them any more, so they would go on for good. What
/// is known of their health is nothing then. Who was told that it began is told why it ended.
/// </summary>
internal sealed class UnwatchedIncidents(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await using var history = await histories.CreateDbContextAsync(cancellationToken);
        if (!await history.Incidents.AnyAsync(i => i.EndedAt == null, cancellationToken)) return;
        await using var transaction = await history.Database.BeginTransactionAsync(cancellationToken);
        var open = await history.Incidents.Where(i => i.EndedAt == null).Join(history.Subjects, i => i.SubjectId, s => s.Id, (incident, subject) => new { incident, subject }).ToListAsync(cancellationToken);
        var ids = open.ConvertAll(o => o.subject.ProviderId);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var present = await db.Providers.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.IsActive }).ToDictionaryAsync(p => p.Id, p => p.IsActive, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var unwatched = open.Where(o => !present.GetValueOrDefault(o.subject.ProviderId)).ToList();
        foreach (var one in unwatched)
        {
            End(history, one.incident, one.subject, now);
            var how = present.ContainsKey(one.subject.ProviderId) ? AlertEvent.ProviderDeactivated : AlertEvent.ProviderDeleted;
            await AlertOutbox.AddEndAsync(history, how, one.subject.ProviderId, one.incident, now, cancellationToken);
        }

        await history.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var ended = unwatched.ConvertAll(o => o.subject.ProviderId);
        if (ended.Count == 0) return;
        await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ended.Contains(p.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Health.State, (HealthState?)null).SetProperty(p => p.Health.Since, (DateTime?)null).SetProperty(p => p.Health.Cause, (PluginSdk.FailureCause?)null), cancellationToken);
    }

    private static void End(HealthDbContext history, Incident incident, HealthSubject subject, DateTime now)
    {
        incident.EndedAt = now;
        history.StateChanges.Add(new() { SubjectId = subject.Id, At = now, From = subject.Standing.State, To = HealthState.Unknown, CheckId = subject.LastCheckId, IncidentId = incident.Id });
        (subject.Standing, subject.Since, subject.WrongSince, subject.Cause, subject.IsDeepFailing) = (HealthStanding.Start, now, null, null, false);
    }
}
