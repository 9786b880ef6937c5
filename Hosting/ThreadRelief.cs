using System.Diagnostics;

namespace SupportBotPortal;

/// <summary>
/// Adds threads when those that all requests share are blocked. A plugin may block, on code of its own or of others; .NET then adds about one thread a second, and
/// meanwhile nobody is answered, not even a health probe. Where threads are merely busy, more of them would not help, and none are added.
/// </summary>
internal sealed partial class ThreadRelief(ILogger<ThreadRelief> logger) : IHostedService, IDisposable
{
    private const int AtOnce = 16;

    /// <summary>More than a few plugins may hold, see <see cref="Core.Providers.PluginMeasures"/>: what blocks then is none of them.</summary>
    private const int Most = 1_000;

    /// <summary>How many looks in a row with more threads each time make it worth a line in the log.</summary>
    private const int LongStuck = 4;

    /// <summary>Of all processors: what uses more is busy, not blocked.</summary>
    private const double BusyShare = 0.8;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long it must be calm until the threads may go.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim stopping = new();
    private int looksStuck;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not one of those that it watches, of which none may be left.
        new Thread(Watch) { IsBackground = true, Name = "Thread relief" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Set();
        return Task.CompletedTask;
    }

    public void Dispose() => stopping.Set();

    private void Watch()
    {
        ThreadPool.GetMinThreads(out var usual, out var forIo);
        var (before, relievedAt) = (Moment.Now(), 0L);
        while (!stopping.Wait(Look))
        {
            var now = Moment.Now();
            looksStuck = IsBlocked(before, now) ? looksStuck + 1 : 0;
            before = now;
            // Once may be another process that has the processors.
            if (looksStuck >= 2)
            {
                Relieve(forIo);
                relievedAt = now.At;
            }
            else if (relievedAt > 0 && Stopwatch.GetElapsedTime(relievedAt, now.At) >= Calm)
            {
                ThreadPool.SetMinThreads(usual, forIo);
                relievedAt = 0;
            }
        }

        if (relievedAt > 0) ThreadPool.SetMinThreads(usual, forIo);
    }

    /// <summary>Whether what waits would wait for more than a second, while there is a processor that could do it.</summary>
    private static bool IsBlocked(Moment before, Moment now)
    {
        var elapsed = Stopwatch.GetElapsedTime(before.At, now.At);
        return ThreadPool.PendingWorkItemCount * elapsed > (now.Done - before.Done) * TimeSpan.FromSeconds(1) && now.Used - before.Used < elapsed * Environment.ProcessorCount * BusyShare;
    }

    private void Relieve(int forIo)
    {
        ThreadPool.GetMinThreads(out var fewest, out _);
        var wanted = Math.Min(ThreadPool.ThreadCount + AtOnce, Most);
        if (wanted > fewest) ThreadPool.SetMinThreads(wanted, forIo);
        if (looksStuck == LongStuck) Blocked(logger, ThreadPool.ThreadCount);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Threads} threads are blocked, and more are added. A plugin that blocks is the usual cause")]
    private static partial void Blocked(ILogger logger, int threads);

    /// <param name="At">By the stopwatch.</param>
    /// <param name="Done">What all threads have done so far.</param>
    /// <param name="Used">How long processors worked on it.</param>
    private readonly record struct Moment(long At, long Done, TimeSpan Used)
    {
        public static Moment Now() => new(Stopwatch.GetTimestamp(), ThreadPool.CompletedWorkItemCount, Environment.CpuUsage.TotalTime);
    }
}
