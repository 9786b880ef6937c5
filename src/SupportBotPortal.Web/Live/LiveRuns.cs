using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Web.Live;

/// <summary>
/// Live calls under way or just finished. What a person typed, keys included, stays in this memory: the stream that shows
/// the call is opened by its random id, only from the session that started it.
/// </summary>
public sealed class LiveRuns(TimeProvider time, ILogger<LiveRuns> logger)
{
    private static readonly TimeSpan KeepAfterEnd = TimeSpan.FromMinutes(2);
    private const int MaximumPerSession = 12;

    private readonly ConcurrentDictionary<string, LiveRun> runs = new();

    /// <returns>The started run, or <see langword="null"/> if this session has too many under way.</returns>
    public LiveRun? Start(string sessionId, Func<LiveRun, CancellationToken, Task> work)
    {
        if (runs.Values.Count(r => r.SessionId == sessionId && !r.IsDone) >= MaximumPerSession) return null;
        // Lower case: generated links are, ids in them included.
        var run = new LiveRun(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), sessionId);
        runs[run.Id] = run;
        run.Start(work);
        _ = ForgetAsync(run);
        return run;
    }

    public LiveRun? Find(string? id, string sessionId) =>
        id is not null && runs.TryGetValue(id, out var run) && run.SessionId == sessionId ? run : null;

    private async Task ForgetAsync(LiveRun run)
    {
        try
        {
            await run.Completion;
        }
        catch (OperationCanceledException)
        {
            // Somebody pressed Cancel.
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A live call failed");
        }

        await Task.Delay(KeepAfterEnd, time);
        runs.TryRemove(run.Id, out _);
        run.Dispose();
    }
}
