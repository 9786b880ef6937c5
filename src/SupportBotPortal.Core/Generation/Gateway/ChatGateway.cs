using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using SupportBotPortal.Core.Generation.Gateway.Resilience;
using SupportBotPortal.Core.Generation.Gateway.Translation;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>
/// Answers a bot: by the model in production or, until the first byte of an answer has come, by the next one that can. From then on nothing is tried again.
/// </summary>
public sealed class ChatGateway
{
    private readonly BotModels models;
    private readonly GatewayLimits limits;
    private readonly ChatAttempts attempts;
    private readonly GatewayOptions options;
    private readonly ILogger<ChatGateway> logger;
    private readonly TimeProvider time;

    internal ChatGateway(BotModels models, GatewayLimits limits, ChatAttempts attempts, IOptions<GatewayOptions> options, ILogger<ChatGateway> logger, TimeProvider time) =>
        (this.models, this.limits, this.attempts, this.options, this.logger, this.time) = (models, limits, attempts, options.Value, logger, time);

    /// <summary>How large a request may be, in bytes.</summary>
    public int MaximumRequestBytes => options.MaximumRequestMiB << 20;

    /// <summary>Takes a place among the requests that are answered at the same time: before their bodies are read, which fill the memory.</summary>
    /// <param name="error">Why there is none.</param>
    /// <returns>Given back by disposing of it.</returns>
    public IDisposable? TryEnter(BotCaller caller, out BotError? error)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return limits.TryEnter(caller.Token, out error);
    }

    /// <param name="caller">Who asks, and has a place.</param>
    /// <param name="request">A chat completion in OpenAI's protocol, as JSON.</param>
    /// <param name="cancellationToken">Ends with the bot's connection.</param>
    public async Task<BotAnswer> AnswerAsync(BotCaller caller, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!ChatBodyReader.TryRead(request, out var body, out var malformed)) return Refuse(malformed);
        var (targets, unresolved) = await models.ResolveAsync(caller, body.Model, cancellationToken);
        return unresolved is not null ? Refuse(unresolved) : await AskAsync(caller.State.Production, body, targets, cancellationToken);
    }

    private async Task<BotAnswer> AskAsync(Production production, ChatBody body, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        var (made, begun) = (new List<Attempt>(), time.GetTimestamp());
        TimeSpan? retryAfter = null;
        foreach (var target in targets)
        {
            var left = options.AnswerBeginsWithin - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero) break;
            try
            {
                var started = await attempts.StartAsync(target, body, production, left < options.FirstByteWithin ? left : options.FirstByteWithin, cancellationToken);
                made.Add(Attempt.Answered(target.Name));
                return new(started)
                {
                    Whole = started.Whole,
                    Events = started.Events is { } events ? Guarded(events, target.Name, cancellationToken) : null,
                    Model = target.Name,
                    Attempts = string.Join(", ", made),
                };
            }
            catch (BrokenCircuitException spared)
            {
                made.Add(Attempt.Spared(target.Name));
                retryAfter = Sooner(retryAfter, spared.RetryAfter);
            }
            catch (SlowAnswerException)
            {
                logger.LogWarning("{Model} did not finish an answer in time that is not streamed", target.Name);
                made.Add(Attempt.Failed(target.Name, FailureCause.Timeout));
            }
            catch (UnusableException unusable)
            {
                logger.LogWarning("{Model} cannot be asked: {Why}", target.Name, unusable.Message);
                made.Add(Attempt.Unusable(target.Name));
            }
            catch (UntranslatableException untranslatable)
            {
                return Refuse(BotError.Invalid(untranslatable.Message, untranslatable.Param, "unsupported_parameter"));
            }
            catch (ProviderFailureException failure)
            {
                var attempt = Attempt.Failed(target.Name, failure.Cause);
                if (failure.Cause == FailureCause.BadParameter) return Refuse(GatewayWords.Refused(attempt, failure.Parameter));
                logger.LogWarning("{Model} did not begin to answer a bot: {Cause}", target.Name, failure.Cause);
                made.Add(attempt);
                retryAfter = Sooner(retryAfter, failure.RetryAfter);
            }
        }

        return Refuse(GatewayWords.AllFailed(made, retryAfter));
    }

    /// <summary>What breaks off says so: a client would wait, or take what came for everything.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Guarded(IAsyncEnumerable<ReadOnlyMemory<byte>> events, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pieces = events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            BotError? error = null;
            try
            {
                if (!await pieces.MoveNextAsync()) yield break;
            }
            catch (ProviderFailureException failure)
            {
                logger.LogWarning("{Model} broke off its answer to a bot: {Cause}", name, failure.Cause);
                error = GatewayWords.BrokenOff(name, failure.Cause);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                error = GatewayWords.BrokenOff(name, FailureCause.Timeout);
            }

            if (error is not null)
            {
                yield return BotErrorJson.WriteEvent(error);
                yield break;
            }

            yield return pieces.Current;
        }
    }

    private static BotAnswer Refuse(BotError error) => new(null) { Error = error };

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;
}
