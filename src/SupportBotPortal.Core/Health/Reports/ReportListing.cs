using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Reads which reports there are, and what was made of them.</summary>
public sealed class ReportListing(IDbContextFactory<PortalDbContext> contexts, IDbContextFactory<HealthDbContext> histories, TimeProvider time)
{
    public const int PageSize = 25;

    /// <summary>All, by name.</summary>
    public async Task<IReadOnlyList<ListedReport>> AllAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var listed = new List<ListedReport>();
        foreach (var report in await portal.HealthReports.AsNoTracking().OrderBy(r => r.NormalizedName).ToListAsync(cancellationToken))
            listed.Add(new(report, await NextAtAsync(db, report, cancellationToken), (await LatestAsync(db, report.Id, null, 1, cancellationToken)).FirstOrDefault()));
        return listed;
    }

    public async Task<HealthReport?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.HealthReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
    }

    /// <summary>Whether a report is to be sent by mail, and cannot be.</summary>
    public async Task<bool> LacksMailServerAsync(HealthReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Recipients.Count == 0) return false;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return !await portal.MailServers.AnyAsync(cancellationToken);
    }

    /// <param name="before">Where the page begins, see <see cref="OccurrencePage.Next"/>.</param>
    public async Task<OccurrencePage> PageAsync(Guid reportId, long? before, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var found = await LatestAsync(db, reportId, before, PageSize + 1, cancellationToken);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Id) : new(found, null);
    }

    public async Task<int> CountAsync(Guid reportId, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        return await db.ReportOccurrences.CountAsync(o => o.ReportId == reportId, cancellationToken);
    }

    public async Task<ReportOccurrence?> FindAsync(Guid reportId, long occurrenceId, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        return await db.ReportOccurrences.AsNoTracking().FirstOrDefaultAsync(o => o.Id == occurrenceId && o.ReportId == reportId, cancellationToken);
    }

    /// <summary>The messages that carry a report, with all that was said about them.</summary>
    public async Task<IReadOnlyList<SentReport>> SentAsync(long occurrenceId, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.OccurrenceId == occurrenceId).Include(d => d.Log.OrderByDescending(a => a.Id)).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        if (deliveries.Count == 0) return [];
        var ids = deliveries.Select(d => d.ChannelId).ToList();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await portal.AlertChannels.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        var own = await portal.HealthReports.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Recipients.Count == 1 ? "1 recipient by mail" : r.Recipients.Count == 0 ? "nobody any more by mail" : $"{r.Recipients.Count} recipients by mail", cancellationToken);
        return [.. deliveries.Select(d => new SentReport(own.GetValueOrDefault(d.ChannelId) ?? names.GetValueOrDefault(d.ChannelId) ?? "a webhook that was deleted", d))];
    }

    /// <returns><see langword="null"/> if never again, or not while it is inactive.</returns>
    public async Task<DateTime?> NextAtAsync(HealthReport report, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        return await NextAtAsync(db, report, cancellationToken);
    }

    /// <summary>The next one that is not made yet: after another time of day was chosen, the next time may be about a day that was reported.</summary>
    private async Task<DateTime?> NextAtAsync(HealthDbContext db, HealthReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!report.IsActive) return null;
        var made = await db.ReportOccurrences.Where(o => o.ReportId == report.Id && o.Kind == OccurrenceKind.Scheduled).OrderByDescending(o => o.PeriodEnd).Take(PageSize).Select(o => new { o.PeriodStart, o.PeriodEnd }).ToListAsync(cancellationToken);
        return ReportTimes.After(time.GetUtcNow().UtcDateTime, report).FirstOrDefault(p => !made.Exists(m => m.PeriodStart == p.Start && m.PeriodEnd == p.End))?.FiresAt;
    }

    private static async Task<List<ListedOccurrence>> LatestAsync(HealthDbContext db, Guid reportId, long? before, int count, CancellationToken cancellationToken)
    {
        var made = db.ReportOccurrences.Where(o => o.ReportId == reportId);
        if (before is { } id) made = made.Where(o => o.Id < id);
        return await made.OrderByDescending(o => o.Id).Take(count)
            .Select(o => new ListedOccurrence(o.Id, o.ReportId, o.PeriodStart, o.PeriodEnd, o.TimeZone, o.FiredAt, o.AskedBy, o.Providers, o.Tested, o.Well, db.Deliveries.Where(d => d.OccurrenceId == o.Id).OrderBy(d => d.Id).Select(d => d.State).ToList()))
            .ToListAsync(cancellationToken);
    }
}
