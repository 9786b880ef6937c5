using System.Collections.Concurrent;
using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal.Tests.Health.Watching;

/// <summary>What an alarm was told.</summary>
internal sealed class HeardAlarms : IWatchAlarm
{
    private readonly ConcurrentQueue<WatchTurn> turns = new();

    public IReadOnlyCollection<WatchTurn> Turns => turns;

    public Task TellAsync(WatchTurn turn, CancellationToken cancellationToken)
    {
        turns.Enqueue(turn);
        return Task.CompletedTask;
    }
}
