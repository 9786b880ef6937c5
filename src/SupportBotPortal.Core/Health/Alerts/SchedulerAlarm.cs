using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Tells every channel that scheduled tests have stopped; that they run again is for the log and the pages to say.</summary>
internal sealed class SchedulerAlarm(AlertOutbox outbox) : IWatchAlarm
{
    public Task TellAsync(WatchTurn turn, CancellationToken cancellationToken) =>
        turn.IsStopped ? outbox.AddAsync([AlertDraft.OfScheduler(turn.Since, turn.At)], cancellationToken) : Task.CompletedTask;
}
