using Polly;
using Polly.CircuitBreaker;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>Spares a provider that fails, and bots the waiting for it: after repeated failures it is not asked for a while.</summary>
internal sealed class ProviderBreaker
{
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    private const int Failures = 5;
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(30);

    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private readonly ResiliencePipeline pipeline;
    private DateTime openedAt;

    /// <param name="opened">What is done when it opens.</param>
    public ProviderBreaker(Action opened, TimeProvider time)
    {
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = Failures,
                SamplingDuration = Sampled,
                BreakDuration = Break,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ProviderFailureException { Cause: var cause } && IsItsFault(cause)),
                OnOpened = _ =>
                {
                    openedAt = time.GetUtcNow().UtcDateTime;
                    opened();
                    return ValueTask.CompletedTask;
                },
                StateProvider = state,
                ManualControl = control,
            })
            .Build();
    }

    /// <exception cref="BrokenCircuitException">It is not asked now.</exception>
    public async Task<StartedAnswer> RunAsync(Provider provider, Func<CancellationToken, ValueTask<StartedAnswer>> attempt, CancellationToken cancellationToken)
    {
        // A test that passed since knows better.
        if (state.CircuitState is CircuitState.Open or CircuitState.HalfOpen && provider.LastTest is { Outcome: ProviderTestOutcome.Passed } test && test.At > openedAt) await control.CloseAsync(cancellationToken);
        return await pipeline.ExecuteAsync(attempt, cancellationToken);
    }

    /// <summary>A bot's request that cannot be or is not permitted, and a model that is missing, say nothing about the others.</summary>
    private static bool IsItsFault(FailureCause cause) => cause is not (FailureCause.BadParameter or FailureCause.ModelMissing or FailureCause.Permission);
}
