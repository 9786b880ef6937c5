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

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long it must be calm until the threads may go.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim stopping = new();

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
        var (done, used, calm, stuck, isRelieving) = (ThreadPool.CompletedWorkItemCount, Environment.CpuUsage.TotalTime, TimeSpan.Zero, 0, false);
        while (!stopping.Wait(Look))
        {
            var (doneBefore, usedBefore) = (done, used);
            (done, used) = (ThreadPool.CompletedWorkItemCount, Environment.CpuUsage.TotalTime);
            // What waits would wait for more than a second.
            var standsStill = ThreadPool.PendingWorkItemCount > (done - doneBefore) * (TimeSpan.FromSeconds(1) / Look);
            stuck = standsStill && used - usedBefore < Look * (Environment.ProcessorCount / 2.0) ? stuck + 1 : 0;
            // Once may be another process that has the processors.
            if (stuck >= 2)
            {
                var wanted = Math.Min(ThreadPool.ThreadCount + AtOnce, Most);
                ThreadPool.GetMinThreads(out var now, out _);
                if (wanted > now) ThreadPool.SetMinThreads(wanted, forIo);
                if (stuck == LongStuck) Blocked(logger, ThreadPool.ThreadCount);
                (isRelieving, calm) = (true, TimeSpan.Zero);
            }
            else if (isRelieving && (calm += Look) >= Calm)
            {
                ThreadPool.SetMinThreads(usual, forIo);
                isRelieving = false;
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Threads} threads are blocked, and more are added. A plugin that blocks is the usual cause")]
    private static partial void Blocked(ILogger logger, int threads);
}
