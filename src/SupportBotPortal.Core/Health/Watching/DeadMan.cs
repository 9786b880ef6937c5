using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Health.Watching;

/// <summary>Watches the watcher, on a timer of its own: a scheduler that has stopped cannot say so.</summary>
internal sealed class DeadMan(WatchStatus status, IEnumerable<IWatchAlarm> alarms, TimeProvider time, ILogger<DeadMan> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly PeriodicTimer timer = new(Every, time);
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private DateTime? toldOf;

    /// <summary>Looks, and tells what has changed since the last look. Returns when all have been told.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await TellOfChangeAsync(cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        timer.Dispose();
        oneAtATime.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
    }

    private async Task TellOfChangeAsync(CancellationToken cancellationToken)
    {
        var stopped = status.StoppedSince;
        if (stopped is not null == toldOf is not null) return;
        var turn = new WatchTurn(stopped is not null, stopped ?? toldOf!.Value, time.GetUtcNow().UtcDateTime);
        toldOf = stopped;
        if (turn.IsStopped) logger.LogError("{Trouble}", WatchWords.Stopped(turn.Since));
        else logger.LogWarning("Scheduled tests run again. Between {Since:u} and {Until:u} providers were not being watched", turn.Since, turn.At);
        foreach (var alarm in alarms) await TellAsync(alarm, turn, cancellationToken);
    }

    private async Task TellAsync(IWatchAlarm alarm, WatchTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await alarm.TellAsync(turn, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(exception, "{Alarm} could not be told whether scheduled tests run", alarm.GetType().Name);
        }
    }
}
