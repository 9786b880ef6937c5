using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>Reads incidents, with the names of their providers, which stand in another database.</summary>
public sealed class IncidentListing(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public const int PageSize = 50;

    /// <summary>How many providers can be chosen from.</summary>
    public const int MostChoices = 200;

    public async Task<IncidentPage> PageAsync(IncidentFilter filter, IncidentCursor? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var incidents = db.Incidents.AsNoTracking();
        if (filter.ProviderId is { } providerId) incidents = incidents.Where(i => db.Subjects.Any(s => s.Id == i.SubjectId && s.ProviderId == providerId));
        var found = new List<Incident>();
        if (filter.IsOpen != false && after is null or { IsOpen: true }) found = await NextAsync(incidents.Where(i => i.EndedAt == null), after?.Id, PageSize + 1, cancellationToken);
        if (filter.IsOpen != true && found.Count <= PageSize) found.AddRange(await NextAsync(incidents.Where(i => i.EndedAt != null), after is { IsOpen: false } ? after.Id : null, PageSize + 1 - found.Count, cancellationToken));
        var shown = found[..Math.Min(found.Count, PageSize)];
        return new(await WithProvidersAsync(db, shown, cancellationToken), found.Count > PageSize ? new(shown[^1].EndedAt is null, shown[^1].Id) : null);
    }

    public async Task<IncidentDetails?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        if (await db.Incidents.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } incident) return null;
        var states = await HealthHistory.StatesAsync(db, incident.SubjectId, incident.StartedAt, incident.EndedAt ?? time.GetUtcNow().UtcDateTime, cancellationToken);
        var isAbandoned = incident.EndedAt is { } end && await db.StateChanges.AnyAsync(c => c.SubjectId == incident.SubjectId && c.At == end && c.IncidentId == id && c.To == HealthState.Unknown, cancellationToken);
        return new(incident, (await WithProvidersAsync(db, [incident], cancellationToken))[0].Provider, states, isAbandoned);
    }

    /// <summary>The last of those that go on.</summary>
    public async Task<IReadOnlyList<ListedIncident>> OpenAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        return await WithProvidersAsync(db, await NextAsync(db.Incidents.AsNoTracking().Where(i => i.EndedAt == null), null, count, cancellationToken), cancellationToken);
    }

    public async Task<int> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        return await db.Incidents.CountAsync(i => i.EndedAt == null, cancellationToken);
    }

    /// <summary>Providers that have had incidents and can still be looked at, by name; of very many, those that were tested first.</summary>
    public async Task<IReadOnlyList<IncidentProvider>> ProvidersAsync(CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var ids = await db.Subjects.Where(s => db.Incidents.Any(i => i.SubjectId == s.Id)).OrderBy(s => s.Id).Take(MostChoices).Select(s => s.ProviderId).ToListAsync(cancellationToken);
        return [.. (await NamesAsync(ids, cancellationToken)).Values.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static Task<List<Incident>> NextAsync(IQueryable<Incident> incidents, long? after, int count, CancellationToken cancellationToken) =>
        (after is null ? incidents : incidents.Where(i => i.Id < after)).OrderByDescending(i => i.Id).Take(count).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<ListedIncident>> WithProvidersAsync(HealthDbContext db, List<Incident> incidents, CancellationToken cancellationToken)
    {
        if (incidents.Count == 0) return [];
        var subjects = incidents.Select(i => i.SubjectId).Distinct().ToList();
        var ids = await db.Subjects.Where(s => subjects.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.ProviderId, cancellationToken);
        var names = await NamesAsync(ids.Values, cancellationToken);
        return [.. incidents.Select(i => new ListedIncident(i, names.GetValueOrDefault(ids[i.SubjectId]) ?? new(ids[i.SubjectId], null, null, IsDeleted: true)))];
    }

    private async Task<Dictionary<Guid, IncidentProvider>> NamesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id))
            .Select(p => new IncidentProvider(p.Id, p.Name, p.Slug, p.DeletedAt != null)).ToDictionaryAsync(p => p.Id, cancellationToken);
    }
}
