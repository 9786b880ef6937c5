using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Web.Live;

/// <summary>
/// Live calls under way or just finished. What a person typed, keys included, stays in this memory: the stream that shows
/// the call is opened by its random id, only from the session that started it.
/// </summary>
public sealed class LiveRuns(TimeProvider time, ILogger<LiveRuns> logger) : IDisposable
{
    private static readonly TimeSpan KeepAfterEnd = TimeSpan.FromMinutes(2);
    private const int MaximumPerPerson = 12;
    private const int MaximumAtOnce = 128;
    private const int StartsPerMinute = 60;

    // Here and not only at the buttons: a save starts a test too.
    private readonly PartitionedRateLimiter<string> starts = PartitionedRateLimiter.Create<string, string>(person =>
        RateLimitPartition.GetSlidingWindowLimiter(person, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = StartsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    private readonly ConcurrentDictionary<string, LiveRun> runs = new();
    private readonly Lock alone = new();

    /// <returns>The started run, or <see langword="null"/> if this person, or everybody together, has too many.</returns>
    public LiveRun? Start(RunOwner owner, Func<LiveRun, CancellationToken, Task> work, string? subject = null) => Start(owner, work, subject, KeepAfterEnd);

    /// <summary>As <see cref="Start(RunOwner, Func{LiveRun, CancellationToken, Task}, string?)"/>, but a person has only one about this subject at a time, and the one before is forgotten.</summary>
    /// <param name="keepAfterEnd">How long its end can be looked at.</param>
    /// <returns>The started run, or <see langword="null"/> and whether one of this person is under way.</returns>
    public (LiveRun? Run, bool IsUnderWay) StartAlone(RunOwner owner, Func<LiveRun, CancellationToken, Task> work, string subject, TimeSpan keepAfterEnd)
    {
        ArgumentNullException.ThrowIfNull(owner);
        lock (alone)
        {
            var before = runs.Values.Where(r => r.Subject == subject && r.Owner.Person == owner.Person).ToList();
            if (before.Exists(r => !r.IsDone)) return (null, true);
            if (Start(owner, work, subject, keepAfterEnd) is not { } run) return (null, false);
            foreach (var old in before) runs.TryRemove(old.Id, out _);
            return (run, false);
        }
    }

    /// <summary>A run of this session about this subject, under way or ended.</summary>
    public LiveRun? About(string subject, string sessionId) => runs.Values.FirstOrDefault(r => r.Subject == subject && r.Owner.Session == sessionId);

    /// <summary>Its end has been seen. One that is under way stays.</summary>
    public void Forget(LiveRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.IsDone) runs.TryRemove(run.Id, out _);
    }

    private LiveRun? Start(RunOwner owner, Func<LiveRun, CancellationToken, Task> work, string? subject, TimeSpan keepAfterEnd)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var underWay = runs.Values.Where(r => !r.IsDone).ToList();
        if (underWay.Count >= MaximumAtOnce || underWay.Count(r => r.Owner.Person == owner.Person) >= MaximumPerPerson) return null;
        using var lease = starts.AttemptAcquire(owner.Person);
        if (!lease.IsAcquired) return null;
        // Lower case: generated links are, ids in them included.
        var run = new LiveRun(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), owner, subject);
        runs[run.Id] = run;
        run.Start(work);
        _ = ForgetAsync(run, keepAfterEnd);
        return run;
    }

    public LiveRun? Find(string? id, string sessionId) =>
        id is not null && runs.TryGetValue(id, out var run) && run.Owner.Session == sessionId ? run : null;

    /// <summary>A run of this session about this subject that has not ended.</summary>
    public LiveRun? UnderWay(string subject, string sessionId) =>
        runs.Values.FirstOrDefault(r => !r.IsDone && r.Subject == subject && r.Owner.Session == sessionId);

    /// <summary>What they are about is gone: whoever started them, nobody needs the rest.</summary>
    public void CancelAbout(string subject)
    {
        foreach (var run in runs.Values.Where(r => r.Subject == subject)) run.Cancel();
    }

    /// <summary>The portal stops: nobody waits for the rest.</summary>
    public void CancelAll()
    {
        foreach (var run in runs.Values) run.Cancel();
    }

    public void Dispose() => starts.Dispose();

    private async Task ForgetAsync(LiveRun run, TimeSpan keep)
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
            // Without its message: a key was in the hands of what failed.
            logger.LogError("A live call failed: {Kind} {Where}", exception.GetType().FullName, exception.StackTrace);
        }

        await Task.Delay(keep, time);
        runs.TryRemove(run.Id, out _);
        run.Dispose();
    }
}
