using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Core.Health.Keeping;

/// <summary>
/// Forgets single tests and hours that are older than the settings want them kept, and everything of providers that were destroyed.
/// Their hours and days have been summed up when they were written, so uptime and percentiles survive.
/// </summary>
public sealed class HistoryRetention(IDbContextFactory<PortalDbContext> contexts, IDbContextFactory<HealthDbContext> history, IOptions<HealthOptions> options, TimeProvider time, ILogger<HistoryRetention> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var past = await history.CreateDbContextAsync(cancellationToken);
        var (checksUntil, hoursUntil) = (now.AddDays(-options.Value.KeepResultsDays), now.AddDays(-options.Value.KeepHoursDays));
        var forgotten = 0;
        foreach (var id in await past.Subjects.Select(s => s.Id).ToListAsync(cancellationToken))
        {
            forgotten += await past.Checks.Where(c => c.SubjectId == id && c.At < checksUntil).OrderBy(c => c.At).DeletePiecewiseAsync(cancellationToken);
            await past.Hours.Where(h => h.SubjectId == id && h.Start < hoursUntil).OrderBy(h => h.Start).DeletePiecewiseAsync(cancellationToken);
            await past.StateChanges.Where(c => c.SubjectId == id && c.At < hoursUntil).OrderBy(c => c.At).DeletePiecewiseAsync(cancellationToken);
        }

        await past.Deliveries.Where(d => d.State != DeliveryState.Waiting && d.CreatedAt < hoursUntil).OrderBy(d => d.Id).DeletePiecewiseAsync(cancellationToken);
        await past.Alerts.Where(a => a.SettledAt != null && a.At < hoursUntil && !past.DeliveryItems.Any(i => i.AlertId == a.Id)).OrderBy(a => a.Id).DeletePiecewiseAsync(cancellationToken);

        var destroyed = await DestroyedAsync(past, cancellationToken);
        foreach (var (id, providerId) in destroyed)
        {
            // First, because the subject is what the next round would find it by.
            await OccurrenceKeeping.StripAsync(past, providerId, cancellationToken);
            await ForgetAsync(past, id, cancellationToken);
        }

        foreach (var id in await GoneAsync(await past.Alerts.Where(a => a.ProviderId != null).Select(a => a.ProviderId!.Value).Distinct().ToListAsync(cancellationToken), cancellationToken))
            await past.Alerts.Where(a => a.ProviderId == id).ExecuteDeleteAsync(cancellationToken);

        await ForgetReportsAsync(past, cancellationToken);

        if (forgotten > 0 || destroyed.Count > 0) logger.LogInformation("Forgot {Checks} tests that are older than {Days} days, and the history of {Destroyed} providers that were destroyed", forgotten, options.Value.KeepResultsDays, destroyed.Count);
    }

    /// <summary>Forgets everything of one provider, its incidents and their notes included.</summary>
    public async Task ForgetAsync(Guid providerId, CancellationToken cancellationToken)
    {
        await using var past = await history.CreateDbContextAsync(cancellationToken);
        foreach (var id in await past.Subjects.Where(s => s.ProviderId == providerId).Select(s => s.Id).ToListAsync(cancellationToken)) await ForgetAsync(past, id, cancellationToken);
        await OccurrenceKeeping.StripAsync(past, providerId, cancellationToken);
    }

    /// <summary>What is left of reports that were deleted while the portal died.</summary>
    private async Task ForgetReportsAsync(HealthDbContext past, CancellationToken cancellationToken)
    {
        var known = await past.ReportOccurrences.Select(o => o.ReportId).Distinct().ToListAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var there = await db.HealthReports.Select(r => r.Id).ToHashSetAsync(cancellationToken);
        foreach (var id in known.Where(id => !there.Contains(id))) await OccurrenceKeeping.ForgetAsync(past, id, cancellationToken);
    }

    private static async Task ForgetAsync(HealthDbContext past, int id, CancellationToken cancellationToken)
    {
        // The many first and piece by piece; the rest goes with it.
        await past.Checks.Where(c => c.SubjectId == id).OrderBy(c => c.At).DeletePiecewiseAsync(cancellationToken);
        await past.Subjects.Where(s => s.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<List<(int Id, Guid ProviderId)>> DestroyedAsync(HealthDbContext past, CancellationToken cancellationToken)
    {
        var subjects = await past.Subjects.Select(s => new { s.Id, s.ProviderId }).ToListAsync(cancellationToken);
        var gone = await GoneAsync(subjects.Select(s => s.ProviderId), cancellationToken);
        return [.. subjects.Where(s => gone.Contains(s.ProviderId)).Select(s => (s.Id, s.ProviderId))];
    }

    /// <summary>Those of them that are no providers any more. Asked after they were read: one that is added in between is not taken for destroyed.</summary>
    private async Task<HashSet<Guid>> GoneAsync(IEnumerable<Guid> known, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var there = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Select(p => p.Id).ToHashSetAsync(cancellationToken);
        return [.. known.Where(id => !there.Contains(id))];
    }
}
