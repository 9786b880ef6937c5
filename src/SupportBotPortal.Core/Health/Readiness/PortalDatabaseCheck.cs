using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Readiness;

internal sealed class PortalDatabaseCheck(IDbContextFactory<PortalDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Installation.AnyAsync(cancellationToken)
                ? HealthCheckResult.Healthy("The configuration can be read.")
                : HealthCheckResult.Unhealthy("The configuration (portal.db) is empty. Stop the portal and restore it from a backup.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The configuration (portal.db) cannot be read: {exception.GetBaseException().Message} Look at the disk; if the file is damaged, restore it from a backup.");
        }
    }
}
