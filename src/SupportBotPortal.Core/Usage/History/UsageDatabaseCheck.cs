using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>Never a reason to take the portal away from its bots: they are answered all the same.</summary>
internal sealed class UsageDatabaseCheck(IDbContextFactory<UsageDbContext> contexts, UsageFlush flush) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Progress.AnyAsync(cancellationToken);
            return flush.IsFailing
                ? HealthCheckResult.Degraded("What bots use (usage.db) cannot be written. It is counted in memory and tried again every few seconds. Look whether the disk is full.")
                : HealthCheckResult.Healthy("What bots use is stored.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Degraded($"What bots used (usage.db) cannot be read: {exception.GetBaseException().Message} Look at the disk, and restart the portal: a damaged file is put aside and begun anew.");
        }
    }
}
