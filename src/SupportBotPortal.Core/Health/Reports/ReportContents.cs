using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Puts the names of today to the figures of a report.</summary>
public sealed class ReportContents(IDbContextFactory<PortalDbContext> contexts, ReportReader reader)
{
    /// <returns><see langword="null"/> if nobody can read what is stored, or there is no such report any more.</returns>
    public async Task<ReportContent?> OfAsync(ReportOccurrence occurrence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(occurrence);
        if (ReportFigures.Read(occurrence.Figures) is not { } figures) return null;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.HealthReports.Where(r => r.Id == occurrence.ReportId).Select(r => r.Name).FirstOrDefaultAsync(cancellationToken) is not { } name) return null;
        return new(occurrence.ReportId, name, occurrence.Id, occurrence.PeriodStart, occurrence.PeriodEnd, ReportPeriodWords.ZoneOf(occurrence.TimeZone), occurrence.FiredAt, figures, await NamesAsync(portal, figures, cancellationToken));
    }

    /// <summary>What a report would say now about the last time that is over. Stored nowhere.</summary>
    /// <returns><see langword="null"/> if there was no such time yet.</returns>
    public async Task<ReportContent?> PreviewAsync(HealthReport report, DateTime now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (ReportTimes.LastFullAt(now, report) is not { } period) return null;
        var figures = await reader.ReadAsync(report, period, now, cancellationToken);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return new(report.Id, report.Name, null, period.Start, period.End, ReportPeriodWords.ZoneOf(report.TimeZone), now, figures, await NamesAsync(portal, figures, cancellationToken));
    }

    private static async Task<IReadOnlyDictionary<Guid, ReportedName>> NamesAsync(PortalDbContext portal, ReportFigures figures, CancellationToken cancellationToken)
    {
        var ids = figures.Providers.Select(p => p.Id).ToList();
        return await portal.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, Known = new ReportedName(p.Name, p.Slug, p.DeletedAt != null) }).ToDictionaryAsync(p => p.Id, p => p.Known, cancellationToken);
    }
}
