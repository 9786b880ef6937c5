using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Generation.Gateway.Metering;
using SupportBotPortal.Core.Generation.Gateway.Resilience;
using SupportBotPortal.Core.Generation.Gateway.Translation;
using SupportBotPortal.Core.Usage.History;
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
    private readonly ChatMeters meters;
    private readonly GatewayOptions options;
    private readonly ILogger<ChatGateway> logger;
    private readonly TimeProvider time;

    internal ChatGateway(BotModels models, GatewayLimits limits, ChatAttempts attempts, ChatMeters meters, IOptions<GatewayOptions> options, ILogger<ChatGateway> logger, TimeProvider time) =>
        (this.models, this.limits, this.attempts, this.meters, this.options, this.logger, this.time) = (models, limits, attempts, meters, options.Value, logger, time);

    /// <summary>How large a request may be, in bytes.</summary>
    public int MaximumRequestBytes => options.MaximumRequestMiB << 20;

    /// <summary>How long one may take to come in.</summary>
    public TimeSpan RequestWithin => options.RequestWithin;

    /// <summary>Takes a place among the requests that are answered at the same time: before their bodies are read, which fill the memory.</summary>
    /// <param name="error">Why there is none.</param>
    /// <returns>Given back by disposing of it.</returns>
    public BotPlace? TryEnter(BotCaller caller, out BotError? error)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return limits.TryEnter(caller.Token, out error);
    }

    /// <summary>Counts a request for an answer that was refused before it came here.</summary>
    public void CountRefused(BotCaller caller, BotError error)
    {
        ArgumentNullException.ThrowIfNull(caller);
        meters.Refused(caller.Token, error);
    }

    /// <summary>Counts a request whose bot went away while it was still asking.</summary>
    public void CountGivenUp(BotCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        meters.Ended(caller.Token, UsageOutcome.GivenUp);
    }

    /// <param name="caller">Who asks, and has a place.</param>
    /// <param name="request">A chat completion in OpenAI's protocol, as JSON.</param>
    /// <param name="cancellationToken">Ends with the bot's connection.</param>
    public async Task<BotAnswer> AnswerAsync(BotCaller caller, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var answer = ChatBodyReader.TryRead(request, out var body, out var malformed) ? await AskAsync(caller, body, cancellationToken) : new(malformed);
        if (answer.Error is { } error) meters.Refused(caller.Token, error);
        return answer;
    }

    private async ValueTask<(IReadOnlyList<Target> Targets, BotError? Error)> ResolveAsync(BotCaller caller, string model, CancellationToken cancellationToken)
    {
        try
        {
            return await models.ResolveAsync(caller, model, cancellationToken);
        }
        catch (Exception problem)
        {
            meters.Ended(caller.Token, problem is OperationCanceledException && cancellationToken.IsCancellationRequested ? UsageOutcome.GivenUp : UsageOutcome.PortalFault);
            throw;
        }
    }

    private async Task<BotAnswer> AskAsync(BotCaller caller, ChatBody body, CancellationToken cancellationToken)
    {
        var (targets, unresolved) = await ResolveAsync(caller, body.Model, cancellationToken);
        if (unresolved is not null) return new(unresolved);
        var production = caller.State.Production;
        var (made, begun) = (new List<Attempt>(), time.GetTimestamp());
        TimeSpan? retryAfter = null;
        foreach (var target in targets)
        {
            var left = options.AnswerBeginsWithin - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero) break;
            var meter = meters.Begin(caller.Token, target, body.IsStreamed, isFallback: body.Model == BotError.DefaultModel && target.Model != production.Settings.Model);
            try
            {
                var started = await attempts.StartAsync(target, body, production, left < options.FirstByteWithin ? left : options.FirstByteWithin, cancellationToken);
                made.Add(Attempt.Answered(target.Name));
                meter.Begun(started.Usage);
                return new(started, meter)
                {
                    Whole = started.Whole,
                    Events = started.Events is { } events ? Guarded(events, target.Name, meter, cancellationToken) : null,
                    Model = target.Name,
                    Attempts = string.Join(", ", made),
                };
            }
            catch (SparedException spared)
            {
                meter.NotAsked(UsageOutcome.Spared);
                made.Add(Attempt.Spared(target.Name));
                retryAfter = Sooner(retryAfter, spared.RetryAfter);
            }
            catch (SlowAnswerException)
            {
                meter.Failed(FailureCause.Timeout);
                logger.LogWarning("{Model} did not finish an answer in time that is not streamed", target.Name);
                made.Add(Attempt.Failed(target.Name, FailureCause.Timeout));
            }
            catch (UnusableException unusable)
            {
                meter.NotAsked(UsageOutcome.Unusable);
                logger.LogWarning("{Model} cannot be asked: {Why}", target.Name, unusable.Message);
                made.Add(Attempt.Unusable(target.Name));
            }
            catch (UntranslatableException untranslatable)
            {
                meter.Untranslatable();
                return new(BotError.Invalid(untranslatable.Message, untranslatable.Param, "unsupported_parameter"));
            }
            catch (ProviderFailureException failure)
            {
                meter.Failed(failure.Cause);
                var attempt = Attempt.Failed(target.Name, failure.Cause);
                if (failure.Cause == FailureCause.BadParameter) return new(GatewayWords.Refused(attempt, failure.Parameter));
                logger.LogWarning("{Model} did not begin to answer a bot: {Cause}", target.Name, failure.Cause);
                made.Add(attempt);
                retryAfter = Sooner(retryAfter, failure.RetryAfter);
            }
            catch (OperationCanceledException)
            {
                meter.Dispose();
                throw;
            }
            catch
            {
                meter.Crashed();
                throw;
            }
        }

        return new(GatewayWords.AllFailed(made, retryAfter));
    }

    /// <summary>What breaks off says so: a client would wait, or take what came for everything.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Guarded(IAsyncEnumerable<ReadOnlyMemory<byte>> events, string name, ChatMeter meter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // They end with the bot's connection anyway.
        await using var pieces = events.GetAsyncEnumerator(CancellationToken.None);
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
                meter.BrokenOff(failure.Cause);
                error = GatewayWords.BrokenOff(name, failure.Cause);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                meter.BrokenOff(FailureCause.Timeout);
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

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;
}
