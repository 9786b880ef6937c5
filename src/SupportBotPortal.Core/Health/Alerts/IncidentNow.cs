using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What has become of an incident since somebody was to be told of it.</summary>
/// <param name="Worst">The worst it came to.</param>
/// <param name="Cause">The last cause of what is worst.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="End">How it ended, if it did.</param>
/// <param name="AgainSince">Since when its provider is in another one that goes on.</param>
internal sealed record IncidentNow(HealthState Worst, FailureCause? Cause, DateTime? EndedAt, AlertEvent End, DateTime? AgainSince)
{
    public static async Task<Dictionary<long, IncidentNow>> OfAsync(HealthDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        var incidents = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(cancellationToken);
        var subjects = incidents.Select(i => i.SubjectId).Distinct().ToList();
        // At most one of a provider is open.
        var open = await db.Incidents.AsNoTracking().Where(i => i.EndedAt == null && subjects.Contains(i.SubjectId)).ToDictionaryAsync(i => i.SubjectId, cancellationToken);
        var unwatched = await db.Alerts.Where(a => a.IncidentId != null && ids.Contains(a.IncidentId.Value) && (a.Event == AlertEvent.ProviderDeleted || a.Event == AlertEvent.ProviderDeactivated))
            .Select(a => new { a.IncidentId, a.Event }).ToDictionaryAsync(a => a.IncidentId!.Value, a => a.Event, cancellationToken);
        return incidents.ToDictionary(
            i => i.Id,
            i => new IncidentNow(i.State, i.Cause, i.EndedAt, unwatched.GetValueOrDefault(i.Id, AlertEvent.Recovered), open.GetValueOrDefault(i.SubjectId) is { } other && other.Id > i.Id ? other.StartedAt : null));
    }
}
