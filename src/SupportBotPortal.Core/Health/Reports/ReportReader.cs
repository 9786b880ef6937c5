using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Reckons what a report says about some time. Stores nothing and calls nobody.</summary>
public sealed class ReportReader(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, PluginCatalog plugins) : IDisposable
{
    /// <summary>How many days before it is due a key is named.</summary>
    public const int KeyDays = 30;

    /// <summary>How many days before it retires a model is named.</summary>
    public const int ModelDays = 60;

    /// <summary>Of one provider; what flaps more often is counted.</summary>
    private const int MostIncidents = 20;

    private const int AtOnce = 100;

    /// <summary>Of a thousand providers it takes a second of the processor: others wait, so that pages do not.</summary>
    private readonly SemaphoreSlim few = new(2, 2);

    /// <param name="report">About which providers.</param>
    /// <param name="period">About which time.</param>
    /// <param name="now">What goes on then, goes on; what is due then, is due.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReportFigures> ReadAsync(HealthReport report, ReportPeriod period, DateTime now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(period);
        await few.WaitAsync(cancellationToken);
        try
        {
            return await ReckonAsync(report, period, now, cancellationToken);
        }
        finally
        {
            few.Release();
        }
    }

    public void Dispose() => few.Dispose();

    private async Task<ReportFigures> ReckonAsync(HealthReport report, ReportPeriod period, DateTime now, CancellationToken cancellationToken)
    {
        var before = ReportTimes.LatestAt(period.FiresAt.AddTicks(-1), report);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var included = Of(portal.Providers.AsNoTracking(), report);
        var providers = await included.OrderBy(p => p.NormalizedName).Select(p => new Included(p.Id, p.Environment, p.IsActive, p.Checks.Rhythm)).ToListAsync(cancellationToken);
        var reported = new List<ReportedProvider>(providers.Count);
        foreach (var some in providers.Chunk(AtOnce)) reported.AddRange(await ReadAsync(db, some, period, before, now, cancellationToken));
        return new(reported, await KeysAsync(included, now, cancellationToken), await ModelsAsync(portal, included, now, cancellationToken));
    }

    private static IQueryable<Provider> Of(IQueryable<Provider> providers, HealthReport report) => report.Scope switch
    {
        ReportScope.Environments => providers.Where(p => report.Environments.Contains(p.Environment)),
        ReportScope.Chosen => providers.Where(p => report.Providers.Contains(p.Id)),
        _ => providers,
    };

    private static async Task<IEnumerable<ReportedProvider>> ReadAsync(HealthDbContext db, Included[] providers, ReportPeriod period, ReportPeriod? before, DateTime now, CancellationToken cancellationToken)
    {
        var ids = providers.Select(p => p.Id).ToList();
        var subjects = await db.Subjects.Where(s => ids.Contains(s.ProviderId)).ToDictionaryAsync(s => s.ProviderId, s => s.Id, cancellationToken);
        var sums = await PeriodSums.OfAsync(db, subjects.Values, period.FirstHour, period.EndHour, cancellationToken);
        var sumsBefore = before is null ? null : await PeriodSums.OfAsync(db, subjects.Values, before.FirstHour, before.EndHour, cancellationToken);
        var incidents = (await db.Incidents.AsNoTracking().Where(i => subjects.Values.Contains(i.SubjectId) && i.StartedAt < period.End && (i.EndedAt == null || i.EndedAt > period.Start))
            .OrderBy(i => i.StartedAt).ThenBy(i => i.Id).ToListAsync(cancellationToken)).ToLookup(i => i.SubjectId);
        var reported = new List<ReportedProvider>(providers.Length);
        foreach (var provider in providers)
        {
            var subject = subjects.GetValueOrDefault(provider.Id);
            var (during, previously) = (sums.GetValueOrDefault(subject) ?? HistorySummary.None, sumsBefore?.GetValueOrDefault(subject) ?? HistorySummary.None);
            var own = incidents[subject].ToList();
            // What goes on while nobody tests it, nobody knows.
            var down = during.Counts.Telling == 0 ? TimeSpan.Zero : await DownTimes.OfAsync(db, subject, own, period, now, cancellationToken);
            reported.Add(new(
                provider.Id,
                provider.Environment,
                during.Counts,
                during.Median,
                during.P95,
                previously.Counts,
                previously.Median,
                previously.P95,
                [.. own.TakeLast(MostIncidents).Select(i => new ReportedIncident(i.Id, i.StartedAt, i.EndedAt, i.State, i.Cause))],
                own.Count,
                (long)down.TotalSeconds,
                !provider.IsActive,
                provider.Rhythm == CheckRhythm.Off));
        }

        return reported;
    }

    private static async Task<IReadOnlyList<ReportedKey>> KeysAsync(IQueryable<Provider> included, DateTime now, CancellationToken cancellationToken)
    {
        var soon = now.AddDays(KeyDays);
        var due = await included.Where(p => p.IsActive && p.KeySetAt != null && p.KeyDueAt != null && p.KeyDueAt <= soon).OrderBy(p => p.KeyDueAt).Select(p => new { p.Id, p.KeyDueAt }).ToListAsync(cancellationToken);
        return [.. due.Where(p => p.KeyDueAt != UtcDateTimeConverter.Unreadable).Select(p => new ReportedKey(p.Id, p.KeyDueAt!.Value))];
    }

    private async Task<IReadOnlyList<ReportedModel>> ModelsAsync(PortalDbContext portal, IQueryable<Provider> included, DateTime now, CancellationToken cancellationToken)
    {
        var last = DateOnly.FromDateTime(now).AddDays(ModelDays);
        var found = await portal.ProviderModels.AsNoTracking().Where(m => m.RetiresOn != null && m.RetiresOn <= last)
            .Join(included.Where(p => p.IsActive), m => m.ProviderId, p => p.Id, (m, p) => new { Model = m, p.TypeId, p.Models }).ToListAsync(cancellationToken);
        return [.. found.Where(f => plugins.Uses(f.TypeId, f.Models, f.Model.ModelId)).OrderBy(f => f.Model.RetiresOn).ThenBy(f => f.Model.ModelId, StringComparer.Ordinal)
            .Select(f => new ReportedModel(f.Model.ProviderId, f.Model.ModelId, f.Model.RetiresOn!.Value))];
    }

    private sealed record Included(Guid Id, ProviderEnvironment Environment, bool IsActive, CheckRhythm Rhythm);
}
