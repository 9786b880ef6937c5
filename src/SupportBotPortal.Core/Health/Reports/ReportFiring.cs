using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>
/// Makes the reports that are due. Each time finds the last one that should have been made, and makes it unless its period is there
/// already: what a portal that was off has missed comes once, with the latest period, and no clock can make it come twice.
/// </summary>
public sealed class ReportFiring(IDbContextFactory<PortalDbContext> contexts, IDbContextFactory<HealthDbContext> histories, ReportReader reader, TimeProvider time, ILogger<ReportFiring> logger)
{
    /// <returns>How many were made.</returns>
    public async Task<int> FireAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var made = 0;
        foreach (var id in await portal.HealthReports.Where(r => r.IsActive).Select(r => r.Id).ToListAsync(cancellationToken))
        {
            try
            {
                if (await portal.HealthReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is { } report && await FireAsync(report, cancellationToken)) made++;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be read or made keeps no other from being made, and is tried again in a minute.
                logger.LogError(exception, "The health report {Report} could not be made", id);
            }
        }

        return made;
    }

    /// <summary>Stores a report together with the messages that carry it.</summary>
    /// <param name="askedBy">The person who wants it now; <see langword="null"/> for the schedule.</param>
    /// <returns>Its number; <see langword="null"/> if its period was reported by the schedule already.</returns>
    internal async Task<long?> WriteAsync(HealthReport report, ReportPeriod period, string? askedBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var figures = await reader.ReadAsync(report, period, now, cancellationToken);
        var occurrence = new ReportOccurrence
        {
            ReportId = report.Id,
            Kind = askedBy is null ? OccurrenceKind.Scheduled : OccurrenceKind.Asked,
            PeriodStart = period.Start,
            PeriodEnd = period.End,
            TimeZone = report.TimeZone,
            FiredAt = now,
            AskedBy = askedBy,
            Providers = figures.Providers.Count,
            Tested = figures.Providers.Count(p => p.IsTested),
            Well = figures.Providers.Count(p => p.IsWell),
            Figures = figures.Write(),
        };
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.ReportOccurrences.Add(occurrence);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is SqliteException { SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE })
        {
            return null;
        }

        foreach (var receiver in ReceiversOf(report)) db.Deliveries.Add(new() { MessageId = Guid.NewGuid(), ChannelId = receiver, OccurrenceId = occurrence.Id, CreatedAt = now, NextAttemptAt = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return occurrence.Id;
    }

    private static List<Guid> ReceiversOf(HealthReport report) => report.Recipients.Count > 0 ? [report.Id, .. report.Channels] : report.Channels;

    /// <summary>It was planned while the clock was ahead: until that time comes, it would be silent.</summary>
    private async Task PlannedNowAsync(HealthReport report, DateTime now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.HealthReports.Where(r => r.Id == report.Id && r.PlannedAt == report.PlannedAt).ExecuteUpdateAsync(set => set.SetProperty(r => r.PlannedAt, now), cancellationToken);
        report.PlannedAt = now;
    }

    private async Task<bool> FireAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (report.PlannedAt > now) await PlannedNowAsync(report, now, cancellationToken);
        if (ReportTimes.LatestAt(now, report) is not { } period || period.FiresAt <= report.PlannedAt) return false;
        await using (var db = await histories.CreateDbContextAsync(cancellationToken))
        {
            if (await db.ReportOccurrences.AnyAsync(o => o.ReportId == report.Id && o.Kind == OccurrenceKind.Scheduled && o.PeriodStart == period.Start && o.PeriodEnd == period.End, cancellationToken)) return false;
        }

        return await WriteAsync(report, period, null, cancellationToken) is not null;
    }
}
