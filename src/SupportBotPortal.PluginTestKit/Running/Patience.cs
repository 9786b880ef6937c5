namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Every step into the plugin's code: on another thread, because one that blocks must not hold the kit, and not for ever.</summary>
internal sealed class Patience(TimeSpan limit, LateCalls late, CancellationToken ended)
{
    /// <param name="what">Begins a sentence, and says which calls are alike.</param>
    /// <param name="call">The step.</param>
    /// <exception cref="BrokenRuleException">It did not come back.</exception>
    /// <exception cref="NotTriedException">One that is alike did not come back before, and runs still.</exception>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> call)
    {
        late.ThrowIfRunning(what);
        var running = Task.Run(call, CancellationToken.None);
        try
        {
            return await running.WaitAsync(limit, ended);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            late.Add(what, running);
            throw new BrokenRuleException($"{what} did not come back within {limit.TotalSeconds} seconds.");
        }
    }

    /// <inheritdoc cref="RunAsync{T}(string, Func{Task{T}})"/>
    public Task<T> RunAsync<T>(string what, Func<T> call) => RunAsync(what, () => Task.FromResult(call()));

    /// <summary>Lets go of something of the plugin's; a rule of its own sees how that goes.</summary>
    public async Task ReleaseAsync(Func<ValueTask> dispose)
    {
        try
        {
            await Task.Run(async () => await dispose(), CancellationToken.None).WaitAsync(limit, CancellationToken.None);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // Nothing waits for it.
        }
    }
}
