using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Usage.History;

namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>
/// Writes every few seconds what was added up, and at the end. What cannot be written stays in memory and is tried again. A portal that is killed loses what came since the last time.
/// </summary>
public sealed class UsageFlush(UsageRecorder recorder, UsageWriter writer, UsageRetention retention, TimeProvider time, ILogger<UsageFlush> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetentionInterval = TimeSpan.FromHours(1);

    // Never disposed of: a host that is stopped from two sides would take it from the side that still writes, and without a wait handle it holds nothing.
#pragma warning disable CA2213
    private readonly SemaphoreSlim one = new(1, 1);
#pragma warning restore CA2213
    private volatile bool isFailing;
    private DateTime retainedAt;

    /// <summary>Whether the last try to write failed.</summary>
    public bool IsFailing => isFailing;

    /// <summary>Writes what there is now.</summary>
    /// <returns>Whether nothing is left of it.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            // Two at most: one that failed before, and what came since.
            while (recorder.Close() is { } batch)
            {
                await writer.WriteAsync(batch, cancellationToken);
                recorder.Written(batch);
                if (isFailing) logger.LogInformation("What bots use can be written again; nothing of it was lost");
                isFailing = false;
            }

            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Once, and not every five seconds.
            if (!isFailing) logger.LogError(problem, "What bots use could not be written. It is counted in memory, and tried again every {Seconds} seconds", Interval.TotalSeconds);
            isFailing = true;
            return false;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The server has stopped by then: the last request is counted.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // A time of its own: whoever streamed to the end has used up the host's, and is what there is to write.
        using var late = new CancellationTokenSource(AtTheEnd, time);
        if (!await WriteLastAsync(late.Token)) logger.LogError("What bots used in the last seconds is lost: it could not be written before the portal ended");
    }

    private async Task<bool> WriteLastAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync(stoppingToken);
            await RetainAsync(stoppingToken);
        }
    }

    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now - retainedAt < RetentionInterval) return;
        retainedAt = now;
        try
        {
            await retention.RunAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "Old usage could not be forgotten; this is tried again in an hour");
        }
    }
}
