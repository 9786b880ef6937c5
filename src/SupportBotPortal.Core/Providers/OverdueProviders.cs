using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// Destroys what was deleted 30 days ago: once at the start, then every hour. What fails is tried again an hour later, and keeps
/// nothing else waiting.
/// </summary>
public sealed class OverdueProviders(IServiceScopeFactory scopes, DatabaseErasure erasure, TimeProvider time, ILogger<OverdueProviders> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>How many are read at once; each is destroyed in a transaction of its own, so that others can write in between.</summary>
    private const int BatchSize = 100;

    /// <returns>How many were destroyed.</returns>
    public async Task<int> DestroyAsync(CancellationToken cancellationToken)
    {
        var destroyed = 0;
        var limit = time.GetUtcNow().UtcDateTime - DeletedProviders.Retention;
        (DateTime At, string Slug) last = (DateTime.MinValue, "");
        while (true)
        {
            var batch = await NextAsync(limit, last.At, last.Slug, cancellationToken);
            if (batch.Count == 0) break;
            foreach (var due in batch)
            {
                // Whose time cannot be read has not run out.
                if (due.At != UtcDateTimeConverter.Unreadable && await TryDestroyAsync(due.Id, cancellationToken)) destroyed++;
                last = (due.At, due.Slug);
            }
        }

        if (erasure.IsPending) await EraseAsync(cancellationToken);
        return destroyed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await DestroyAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A disk that is full now may have room in an hour; an exception here would stop the portal.
                logger.LogError(exception, "Deleted providers whose 30 days are over could not be destroyed; this is tried again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<List<Due>> NextAsync(DateTime limit, DateTime lastAt, string lastSlug, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
#pragma warning disable CA1309 // Translated to SQL, which knows no StringComparison.
        return await DeletedProviders.Of(db).Where(p => p.DeletedAt <= limit && (p.DeletedAt > lastAt || (p.DeletedAt == lastAt && string.Compare(p.Slug, lastSlug) > 0)))
            .OrderBy(p => p.DeletedAt).ThenBy(p => p.Slug).Take(BatchSize).Select(p => new Due(p.Id, p.DeletedAt!.Value, p.Slug)).ToListAsync(cancellationToken);
#pragma warning restore CA1309
    }

    private async Task<bool> TryDestroyAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<DeletedProviders>().DestroyOverdueAsync(id, cancellationToken) == ChangeOutcome.Done;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "The deleted provider {Id} could not be destroyed; this is tried again in an hour", id);
            return false;
        }
    }

    private async Task EraseAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (!await erasure.CompleteAsync(db, cancellationToken)) logger.LogInformation("The database was in use, so its log is cut off within seconds of its being free");
    }

    private sealed record Due(Guid Id, DateTime At, string Slug);
}
