using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Readiness;

internal sealed class HistoryDatabaseCheck(IDbContextFactory<HealthDbContext> history) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await history.CreateDbContextAsync(cancellationToken);
            await db.Subjects.AnyAsync(cancellationToken);
            return HealthCheckResult.Healthy("The history of tests can be read.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The history of tests (health.db) cannot be read: {exception.GetBaseException().Message} Look at the disk, and restart the portal: a damaged history is put aside and begun anew.");
        }
    }
}
