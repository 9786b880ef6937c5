using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Egress;
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

    public IReadOnlyList<string> Secrets => secrets;

    /// <param name="name">What is called, for measurements.</param>
    public Task<T> RunAsync<T>(string name, Func<Task<T>> call, CancellationToken cancellationToken) => MeasuredAsync(name, () => Task.Run(call, CancellationToken.None), cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(string, Func{Task{T}}, CancellationToken)"/>
    public Task<T> RunAsync<T>(string name, Func<T> call, CancellationToken cancellationToken) => MeasuredAsync(name, () => Task.Run(call, CancellationToken.None), cancellationToken);

    /// <summary>On the caller's own thread, which a plugin that blocks does not give back: for those whose callers do not wait for them any longer than they want to, see <see cref="WatchAbandonedAsync(Task, ProviderType, ILogger, TimeProvider)"/>.</summary>
    public T RunHere<T>(string name, Func<T> call, CancellationToken cancellationToken)
    {
        using var measured = measures.Begin(type.Id, name);
        try
        {
            // What it leaves behind on its thread (a synchronization context, a culture) is not for the portal's own code after it.
            var result = default(T)!;
            if (ExecutionContext.Capture() is { } context) ExecutionContext.Run(context, _ => result = call(), null);
            else result = call();
            return result;
        }
        catch (Exception exception)
        {
            var failure = Translate(exception, cancellationToken);
            measured.Failed(failure);
            throw failure;
        }
    }

    private async Task<T> MeasuredAsync<T>(string name, Func<Task<T>> start, CancellationToken cancellationToken)
    {
        using var measured = measures.Begin(type.Id, name);
        // On another thread: a plugin that blocks must not hold the caller.
        var running = start();
        try
        {
            return await running.WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            var failure = Failed(running, exception, cancellationToken);
            measured.Failed(failure);
            throw failure;
        }
    }

    private async Task<T> StepAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var running = Task.Run(call, CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            throw Failed(running, exception, cancellationToken);
        }
    }

    private Exception Failed(Task running, Exception exception, CancellationToken cancellationToken)
    {
        if (!running.IsCompleted) _ = WatchAbandonedAsync(running, type, logger, time);
        return Translate(exception, cancellationToken);
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
    public static void LetGo(IAsyncDisposable thing) => _ = Task.Run(async () =>
    {
        try
        {
            await thing.DisposeAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It was told to stop, and nothing waits for it.
        }
    });

    /// <summary>Lets go of something of the plugin's. The result is known already: a plugin that cannot clean up does not change it.</summary>
    public static async Task ReleaseAsync(IAsyncDisposable thing)
    {
        try
        {
            await Task.Run(async () => await thing.DisposeAsync()).WaitAsync(ReleaseLimit);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Not even worth a line in the log: it was told to stop, and nothing waits for it.
        }
    }

    /// <summary>The plugin broke the contract.</summary>
    public ProviderFailureException Fault(string what)
    {
        measures.Fault(type.Id);
        logger.LogError("The plugin {Plugin} {What}", type.DisplayName, what);
        return new(FailureCause.PluginError, $"The plugin {type.DisplayName} {what}.");
    }

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

    private Exception Translate(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new OperationCanceledException(null, exception, cancellationToken);
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case ProviderFailureException failure:
                    return Redacted(failure);
                case EgressException egress:
                    return Redacted(new(egress.Cause, egress.Message) { Advice = egress.Advice });
            }
        }

        return exception switch
        {
            HttpRequestException { StatusCode: { } status } => FromStatus((int)status),
            JsonException => Unread(exception),
            HttpRequestException => new ProviderFailureException(FailureCause.Connect, "The connection broke before the answer was complete."),
            OperationCanceledException or TimeoutException => new ProviderFailureException(FailureCause.Timeout, "The provider did not answer in time."),
            _ => Report(exception),
        };
    }

    private ProviderFailureException Report(Exception exception)
    {
        measures.Fault(type.Id);
        return PluginCallFault.Report(logger, type.DisplayName, exception, secrets);
    }

    /// <summary><c>EnsureSuccessStatusCode</c>: the plugin did not look, but the status says enough.</summary>
    private ProviderFailureException FromStatus(int status)
    {
        Note($"let the status {status} pass as an exception");
        var cause = status switch
        {
            401 => FailureCause.Credentials,
            402 => FailureCause.Quota,
            403 => FailureCause.Permission,
            404 or 405 => FailureCause.WrongUrl,
            400 or 422 => FailureCause.BadParameter,
            408 or 504 => FailureCause.Timeout,
            429 => FailureCause.RateLimit,
            503 or 529 => FailureCause.Overloaded,
            >= 500 => FailureCause.ProviderError,
            _ => FailureCause.NotTheExpectedApi,
        };
        return new(cause, $"The provider answered with the status {status}.") { Status = (HttpStatusCode)status };
    }

    private ProviderFailureException Unread(Exception exception)
    {
        Report(exception);
        return new(FailureCause.NotTheExpectedApi, "The provider answered with something that is not the expected JSON.");
    }

    private ProviderFailureException Redacted(ProviderFailureException failure)
    {
        try
        {
            if (failure.InnerException is { } inner) logger.LogInformation("The plugin {Plugin} failed because of: {Details}", type.DisplayName, Redaction.CleanForLog(PluginCallFault.TextOf(inner), secrets));
            var sentence = Redaction.Clean(failure.Message, secrets);
            return new(Enum.IsDefined(failure.Cause) ? failure.Cause : FailureCause.PluginError, sentence.Length > 0 ? sentence : Redaction.NoWords)
            {
                Status = failure.Status,
                Detail = failure.Detail is null ? null : Redaction.Clean(failure.Detail, secrets),
                Parameter = failure.Parameter is null ? null : Redaction.Clean(failure.Parameter, secrets),
                Advice = Redaction.Clean(failure.Advice, secrets),
                RetryAfter = failure.RetryAfter is { } wait ? Redaction.Bounded(wait) : null,
            };
        }
        catch (Exception exception)
        {
            // A list of the plugin's own making can throw when it is read.
            return Report(exception);
        }
    }
}
