using System.Collections.Concurrent;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Calls that did not come back, over all rules of an examination. What still runs is not started again: each would hold a thread, and the kit.</summary>
internal sealed class LateCalls
{
    // One that was cancelled with its connection needs a moment to notice.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> calls = new();
    private readonly ConcurrentBag<Task> unsettled = [];

    public void Add(string what, Task call)
    {
        calls[what] = call;
        unsettled.Add(call);
    }

    /// <exception cref="NotTriedException">It runs still.</exception>
    public void ThrowIfRunning(string what)
    {
        if (calls.TryGetValue(what, out var call) && !call.IsCompleted)
            throw new NotTriedException($"{what} did not come back when it was called for an earlier rule, and runs still.");
    }

    /// <summary>Gives those of this rule, which lost their connection, the time to end.</summary>
    public async Task SettleAsync()
    {
        var running = new List<Task>();
        while (unsettled.TryTake(out var call))
            running.Add(call);
        if (running.Count > 0)
            await Task.WhenAny(Task.WhenAll(running), Task.Delay(Moment));
    }
}
