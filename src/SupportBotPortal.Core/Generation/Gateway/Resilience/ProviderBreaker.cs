using Polly;
using Polly.CircuitBreaker;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>Spares a provider that fails, and bots the waiting for it: after repeated failures it is not asked for a while, and then by one first.</summary>
/// <remarks>
/// The circuit is only told what says something of the provider. A request that runs inside of it counts as a success however it ends, so that bots which leave,
/// or ask for what cannot be, would keep a dead provider's circuit closed.
/// </remarks>
internal sealed class ProviderBreaker
{
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    private const int Failures = 5;
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(30);

    /// <summary>While one finds out, the others need not wait long to ask again.</summary>
    private static readonly TimeSpan FoundOut = TimeSpan.FromSeconds(1);

    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private readonly ResiliencePipeline pipeline;
    private readonly TimeProvider time;
    private DateTime openedAt;
    private int findingOut;
    private int openings;

    /// <param name="opened">What is done when it opens.</param>
    public ProviderBreaker(Action opened, TimeProvider time)
    {
        this.time = time;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = Failures,
                SamplingDuration = Sampled,
                BreakDuration = Break,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not null),
                OnOpened = _ =>
                {
                    openedAt = time.GetUtcNow().UtcDateTime;
                    Interlocked.Increment(ref openings);
                    opened();
                    return ValueTask.CompletedTask;
                },
                StateProvider = state,
                ManualControl = control,
            })
            .Build();
    }

    private bool IsOpen => state.CircuitState is CircuitState.Open or CircuitState.HalfOpen;

    /// <exception cref="SparedException">It is not asked now.</exception>
    public Task<StartedAnswer> RunAsync(Provider provider, Func<Task<StartedAnswer>> attempt, CancellationToken cancellationToken) =>
        IsOpen ? RunOpenAsync(provider, attempt, cancellationToken) : AskAsync(attempt);

    private async Task<StartedAnswer> RunOpenAsync(Provider provider, Func<Task<StartedAnswer>> attempt, CancellationToken cancellationToken)
    {
        // A test that passed since knows better.
        if (provider.LastTest is { Outcome: ProviderTestOutcome.Passed } test && test.At > openedAt) await control.CloseAsync(cancellationToken);
        return IsOpen ? await FindOutAsync(attempt) : await AskAsync(attempt);
    }

    private async Task<StartedAnswer> FindOutAsync(Func<Task<StartedAnswer>> attempt)
    {
        var left = openedAt + Break - time.GetUtcNow().UtcDateTime;
        if (left > TimeSpan.Zero) throw new SparedException(left);
        if (Interlocked.Exchange(ref findingOut, 1) == 1) throw new SparedException(FoundOut);
        try
        {
            return await AskAsync(attempt);
        }
        finally
        {
            Volatile.Write(ref findingOut, 0);
        }
    }

    private async Task<StartedAnswer> AskAsync(Func<Task<StartedAnswer>> attempt)
    {
        var began = Volatile.Read(ref openings);
        try
        {
            var started = await attempt();
            await TellAsync(null, began);
            return started;
        }
        catch (Exception failure) when (failure is GivenUpException || (failure is ProviderFailureException { Cause: var cause } && IsItsFault(cause)))
        {
            await TellAsync(failure, began);
            throw;
        }
    }

    /// <param name="began">How often the circuit had opened when the attempt began: what is older than its opening says nothing of how it is since.</param>
    private async Task TellAsync(Exception? failure, int began)
    {
        if (began != Volatile.Read(ref openings)) return;
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        await pipeline.ExecuteOutcomeAsync(static (_, failure) => ValueTask.FromResult(failure is null ? Outcome.FromResult(true) : Outcome.FromException<bool>(failure)), context, failure);
        ResilienceContextPool.Shared.Return(context);
    }

    /// <summary>A bot's request that cannot be or is not permitted, and a model that is missing, say nothing about the others.</summary>
    private static bool IsItsFault(FailureCause cause) => cause is not (FailureCause.BadParameter or FailureCause.ModelMissing or FailureCause.Permission);
}
