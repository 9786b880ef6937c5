using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Tries again, every few seconds, while something that was deleted is still in the files: somebody reads, and will have read soon.</summary>
public sealed class PendingErasure(DatabaseErasure erasure, IDbContextFactory<PortalDbContext> contexts, TimeProvider time, ILogger<PendingErasure> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!erasure.IsPending) continue;
            try
            {
                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                if (await erasure.CompleteAsync(db, stoppingToken)) logger.LogDebug("The database's log was cut off");
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // An exception here would stop the portal; the page of deleted providers says that something is left.
                logger.LogError(exception, "The database's log could not be cut off; this is tried again in {Seconds} s", Interval.TotalSeconds);
            }
        }
    }
}
