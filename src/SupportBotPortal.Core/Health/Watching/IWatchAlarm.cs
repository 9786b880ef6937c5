namespace SupportBotPortal.Core.Health.Watching;

/// <summary>
/// Is told when scheduled tests stop, and when they run again: once each, in this order. Every one that is registered is told; one that
/// fails is logged, and keeps the others from nothing. It must not depend on the scheduler, which has stopped.
/// </summary>
public interface IWatchAlarm
{
    Task TellAsync(WatchTurn turn, CancellationToken cancellationToken);
}
