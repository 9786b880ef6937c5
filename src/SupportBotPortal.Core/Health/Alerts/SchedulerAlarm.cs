using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>
/// Tells the channels that scheduled tests have stopped, and that they run again. The remedy against the first is to restart the portal, so
/// what was told before is looked up: one that has just started remembers nothing.
/// </summary>
internal sealed class SchedulerAlarm(AlertOutbox outbox, IDbContextFactory<HealthDbContext> histories, SweepStatus sweeps, TimeProvider time) : BackgroundService, IWatchAlarm
{
    public Task TellAsync(WatchTurn turn, CancellationToken cancellationToken) =>
        turn.IsStopped ? outbox.AddAsync([AlertDraft.OfScheduler(turn.Since, turn.At)], cancellationToken) : RunsAgainAsync(turn.At, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await sweeps.NextRoundAsync(0, stoppingToken);
        await RunsAgainAsync(time.GetUtcNow().UtcDateTime, stoppingToken);
    }

    private async Task RunsAgainAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        var open = await db.Alerts.Where(a => a.Event == AlertEvent.SchedulerStopped && a.Since != null && !db.Alerts.Any(end => end.Event == AlertEvent.SchedulerRuns && end.Since == a.Since))
            .Select(a => a.Since!.Value).ToListAsync(cancellationToken);
        await outbox.AddAsync([.. open.Select(since => AlertDraft.OfSchedulerRuns(since, now))], cancellationToken);
    }
}
