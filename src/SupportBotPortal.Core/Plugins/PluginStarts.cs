namespace SupportBotPortal.Core.Plugins;

/// <summary>Starts plugins side by side: several that never come back cost one deadline, not one each.</summary>
internal static class PluginStarts
{
    // Most of a start is compiling: many more at once would only make each miss its deadline.
    private const int AtOnce = 8;

    /// <param name="start">Called once for each, from several threads. Must not throw.</param>
    public static void Run(List<PluginCandidate> candidates, Action<PluginCandidate> start)
    {
        var next = -1;
        // Threads of their own: those of the pool would be lent out one by one on a small machine, where all of these wait.
        var workers = Enumerable.Range(0, Math.Min(AtOnce, candidates.Count)).Select(_ => new Thread(Work) { IsBackground = true, Name = "Plugin start" }).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());

        void Work()
        {
            for (var index = Interlocked.Increment(ref next); index < candidates.Count; index = Interlocked.Increment(ref next)) start(candidates[index]);
        }
    }
}
