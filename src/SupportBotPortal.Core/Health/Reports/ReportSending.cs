using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports.Plans;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Makes and sends a report because a person wants it now. The one that the schedule makes of the same time comes all the same.</summary>
public sealed class ReportSending(IDbContextFactory<PortalDbContext> contexts, ReportFiring firing, AuditTrail audit, TimeProvider time)
{
    /// <returns>The number of what was made; <see langword="null"/> if there is no such report, or no time yet that it could be about.</returns>
    public async Task<long?> SendAsync(Guid reportId, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.HealthReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == reportId, cancellationToken) is not { } report) return null;
        if (ReportTimes.LastFullAt(time.GetUtcNow().UtcDateTime, report) is not { } period) return null;
        await audit.CommitAsync(portal, actor, ReportChanges.RecordOf(report, "health_report.sent", []), cancellationToken);
        return await firing.WriteAsync(report, period, actor.Name, cancellationToken);
    }
}
