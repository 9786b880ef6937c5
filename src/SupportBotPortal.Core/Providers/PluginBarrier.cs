using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// Every step into a plugin's code goes through here: it ends with the caller's token even if the plugin does not come
/// back, whatever is thrown becomes a <see cref="ProviderFailureException"/>, and no secret gets out with it.
/// </summary>
internal sealed class PluginBarrier(ProviderType type, IReadOnlyList<string> secrets, PluginMeasures measures, ILogger logger, TimeProvider time)
{
    /// <summary>How long a plugin may take to notice that it was told to end, before its author should hear of it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(1);

    /// <summary>How often it is tried to let go of something while the plugin holds too many threads: five minutes.</summary>
    private const int MostReleases = 60;

    private readonly HeldThreads threads = measures.ThreadsOf(type.Id);
    private readonly PluginFailures failures = new(type, secrets, measures, logger);

    public IReadOnlyList<string> Secrets => secrets;

    /// <param name="name">What is called, for measurements.</param>
    public async Task<T> RunAsync<T>(string name, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        using var measured = measures.Begin(type.Id, name);
        try
        {
            return await StepAsync(call, cancellationToken);
        }
        catch (Exception failure)
        {
            measured.Failed(failure);
            throw;
        }
    }

    /// <inheritdoc cref="RunAsync{T}(string, Func{Task{T}}, CancellationToken)"/>
    public Task<T> RunAsync<T>(string name, Func<T> call, CancellationToken cancellationToken) => RunAsync(name, () => Task.FromResult(call()), cancellationToken);

    /// <summary>On the caller's own thread, which a plugin that blocks does not give back: for those whose callers do not wait for them any longer than they want to, see <see cref="WatchAbandonedAsync(Task, ProviderType, ILogger, TimeProvider)"/>.</summary>
    public T RunHere<T>(string name, Func<T> call, CancellationToken cancellationToken)
    {
        using var measured = measures.Begin(type.Id, name);
        try
        {
            // What it leaves behind on its thread (a synchronization context, a culture) is not for the portal's own code after it.
            var result = default(T)!;
            if (ExecutionContext.Capture() is { } context) ExecutionContext.Run(context, _ => result = OnAThread(call), null);
            else result = OnAThread(call);
            return result;
        }
        catch (Exception exception)
        {
            var failure = failures.Translate(exception, cancellationToken);
            measured.Failed(failure);
            throw failure;
        }
    }

    private async Task<T> StepAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        // On another thread: a plugin that blocks must not hold the caller.
        var running = Task.Run(() => OnAThread(call), CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            if (!running.IsCompleted) _ = WatchAbandonedAsync(running, type, logger, time);
            throw failures.Translate(exception, cancellationToken);
        }
    }

    /// <summary>Of the threads that all share, a plugin that blocks gets no more than some.</summary>
    private T OnAThread<T>(Func<T> call)
    {
        if (threads.TryRun(call, out var result)) return result!;
        logger.LogWarning("The plugin {Plugin} blocks: it holds {Threads} threads, and a call was not made", type.DisplayName, HeldThreads.Most);
        throw new ProviderFailureException(FailureCause.PluginError, $"The plugin {type.DisplayName} blocks: it holds {HeldThreads.Most} threads, and is not called until it gives one back.");
    }

    /// <summary>What a plugin yields, step by step; <paramref name="read"/> runs behind the barrier, too.</summary>
    public async IAsyncEnumerable<TResult> StreamAsync<T, TResult>(string name, Func<IAsyncEnumerable<T>> start, Func<T, TResult> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var measured = measures.Begin(type.Id, name);
        var items = await BeginAsync(start, measured, cancellationToken);
        // One that has stopped must be disposed of, by us; one that was abandoned while it moved must not.
        var hasStopped = true;
        try
        {
            while (true)
            {
                bool moved;
                TResult? item = default;
                try
                {
                    hasStopped = false;
                    (moved, item) = await StepAsync(async () => await items.MoveNextAsync() ? (true, read(items.Current)) : (false, default(TResult)), cancellationToken);
                    hasStopped = true;
                }
                catch (Exception exception)
                {
                    measured.Failed(exception);
                    hasStopped = exception is ProviderFailureException;
                    throw;
                }

                if (!moved) yield break;
                yield return item!;
            }
        }
        finally
        {
            if (hasStopped) await ReleaseAsync(items);
        }
    }

    private async Task<IAsyncEnumerator<T>> BeginAsync<T>(Func<IAsyncEnumerable<T>> start, PluginCall measured, CancellationToken cancellationToken)
    {
        try
        {
            return await StepAsync(() => Task.FromResult(start().GetAsyncEnumerator(cancellationToken)), cancellationToken);
        }
        catch (Exception exception)
        {
            measured.Failed(exception);
            throw;
        }
    }

    /// <summary>Lets go of something of the plugin's, and does not wait until it is gone.</summary>
    public void LetGo(IAsyncDisposable thing) => _ = DisposeAsync(thing.DisposeAsync);

    /// <inheritdoc cref="LetGo(IAsyncDisposable)"/>
    public void LetGo(Lazy<IChatClient> thing) => _ = DisposeAsync(() =>
    {
        thing.Value.Dispose();
        return ValueTask.CompletedTask;
    });

    /// <summary>Lets go of something of the plugin's. The result is known already: a plugin that cannot clean up does not change it.</summary>
    public async Task ReleaseAsync(IAsyncDisposable thing)
    {
        try
        {
            await DisposeAsync(thing.DisposeAsync).WaitAsync(ReleaseLimit);
        }
        catch (TimeoutException)
        {
            // Not even worth a line in the log: it was told to stop, and nothing waits for it.
        }
    }

    private Task DisposeAsync(Func<ValueTask> dispose) => Task.Run(async () =>
    {
        try
        {
            // What it holds otherwise stays taken when its threads are free again.
            for (var attempt = 1; attempt <= MostReleases; attempt++)
            {
                if (threads.TryRun(dispose, out var disposing))
                {
                    await disposing;
                    return;
                }

                await Task.Delay(Grace, time);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It was told to stop, and nothing waits for it.
        }
    });

    /// <inheritdoc cref="PluginFailures.Fault(string)"/>
    public ProviderFailureException Fault(string what) => failures.Fault(what);

    /// <summary>Nothing that stops anything, but its author will want to know.</summary>
    public void Note(string what) => logger.LogInformation("The plugin {Plugin} {What}", type.DisplayName, what);

    /// <summary>To the person it is only slow. That it does not let go is seen nowhere else, and costs a thread, or money.</summary>
    /// <param name="running">What nobody waits for any longer: it was told to end.</param>
    public static async Task WatchAbandonedAsync(Task running, ProviderType type, ILogger logger, TimeProvider time)
    {
        try
        {
            await running.WaitAsync(Grace, time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            logger.LogWarning(
                "The plugin {Plugin} did not come back within {Seconds} seconds after its call was cancelled or its time was up: it blocks, tries again, or does not hand on its cancellation token",
                type.DisplayName, Grace.TotalSeconds);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // However it ended, it did; the caller has its answer.
        }
    }
}
