using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Reports that were made stay for good. They go with their report; of a provider that is destroyed, only bare figures stay in them.</summary>
internal static class OccurrenceKeeping
{
    /// <summary>Forgets all that were made of a report, and the messages that carried them.</summary>
    public static async Task ForgetAsync(HealthDbContext db, Guid reportId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Deliveries.Where(d => d.OccurrenceId != null && db.ReportOccurrences.Any(o => o.Id == d.OccurrenceId && o.ReportId == reportId)).ExecuteDeleteAsync(cancellationToken);
        await db.ReportOccurrences.Where(o => o.ReportId == reportId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes out of all reports what is not a figure of providers that were destroyed: the names of their models, their keys and incidents.</summary>
    public static async Task StripAsync(HealthDbContext db, Guid providerId, CancellationToken cancellationToken)
    {
        var ids = await db.ReportOccurrences.Where(o => o.Figures.Contains(providerId.ToString())).Select(o => o.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
        {
            var occurrence = await db.ReportOccurrences.FirstAsync(o => o.Id == id, cancellationToken);
            if (ReportFigures.Read(occurrence.Figures) is not { } figures) continue;
            occurrence.Figures = (figures with
            {
                Providers = [.. figures.Providers.Select(p => p.Id == providerId ? p with { Incidents = [] } : p)],
                Keys = [.. figures.Keys.Where(k => k.ProviderId != providerId)],
                Models = [.. figures.Models.Where(m => m.ProviderId != providerId)],
            }).Write();
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
