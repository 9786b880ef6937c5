using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>
/// Sends what is due: one message of a channel after the other, all channels side by side, so that a slow one keeps nobody else
/// waiting. A message that was under way when the portal died is sent again.
/// </summary>
internal sealed class DeliveryRunner(
    IDbContextFactory<HealthDbContext> histories,
    DeliveryAttempts attempts,
    TimeProvider time,
    ILogger<DeliveryRunner> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, Task> underWay = [];

    /// <summary>Begins what is due. Returns when all of it has begun, not when it has ended.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var channels = await Due(db, now).Select(d => d.ChannelId).Distinct().ToListAsync(cancellationToken);
        foreach (var channel in channels.Where(c => !underWay.ContainsKey(c)))
        {
            var task = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            underWay[channel] = task.Task;
            _ = RunAsync(channel, task, cancellationToken);
        }
    }

    /// <summary>Waits for what has begun.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(underWay.Values);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Nobody else is on this directory: whoever was at it is dead.
        await attempts.NoteCutAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WhenIdleAsync().WaitAsync(cancellationToken);
    }

    /// <summary>What may be sent now.</summary>
    private static IQueryable<AlertDelivery> Due(HealthDbContext db, DateTime now) =>
        DeliveryOrder.NextOnes(db).Where(d => d.NextAttemptAt <= now && (d.LeasedUntil == null || d.LeasedUntil <= now));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await BeginAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "Messages that are due could not be read; this is tried again in {Seconds} seconds", Every.TotalSeconds);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(Guid channel, TaskCompletionSource task, CancellationToken cancellationToken)
    {
        try
        {
            // Not on the thread of who began it.
            await Task.Yield();
            while (await TakeAsync(channel, cancellationToken) is { } id) await attempts.RunAsync(id, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The portal ends; what was under way is sent again.
        }
        catch (Exception exception)
        {
            // It stays leased for a while and is tried again then: without a pause it would be tried for ever.
            logger.LogError(exception, "A message could not be sent, or what came of it not be kept; it is tried again within minutes");
        }
        finally
        {
            underWay.TryRemove(channel, out _);
            task.SetResult();
        }
    }

    private async Task<long?> TakeAsync(Guid channel, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var next = await Due(db, now).Where(d => d.ChannelId == channel).OrderBy(d => d.Id).Select(d => (long?)d.Id).FirstOrDefaultAsync(cancellationToken);
        return next is { } id && await DeliveryAttempts.LeaseAsync(db, id, now, cancellationToken) ? id : null;
    }
}
