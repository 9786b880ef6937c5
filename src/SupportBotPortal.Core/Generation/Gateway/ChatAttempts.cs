using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Generation.Gateway.Resilience;
using SupportBotPortal.Core.Generation.Gateway.Translation;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Asks one model, by whichever protocol its provider speaks, until it begins to answer.</summary>
internal sealed class ChatAttempts(ConnectionDrafts drafts, ProviderConnector connector, ForwardedChat forwarded, TranslatedChat translated, ProviderBreakers breakers, IOptions<GatewayOptions> options, TimeProvider time)
{
    /// <param name="within">How long until it begins.</param>
    /// <param name="cancellationToken">Ends with the bot's connection, also after the answer has begun.</param>
    /// <exception cref="ProviderFailureException">It does not answer.</exception>
    /// <exception cref="SlowAnswerException">A whole answer was not there in time.</exception>
    /// <exception cref="UnusableException">It cannot be called as it is stored.</exception>
    /// <exception cref="UntranslatableException">It cannot be asked this.</exception>
    /// <exception cref="SparedException">Its provider failed repeatedly, and is not asked now.</exception>
    public Task<StartedAnswer> StartAsync(Target target, ChatBody body, Production production, TimeSpan within, CancellationToken cancellationToken) =>
        breakers.RunAsync(target, () => TryAsync(target, body, production, within, cancellationToken), cancellationToken);

    /// <summary>Asks it even if its provider is spared now, and tells nobody how it went: for people, who try what it does.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public Task<StartedAnswer> TryAsync(Target target, ChatBody body, Production production, TimeSpan within, CancellationToken cancellationToken)
    {
        var (draft, problem) = target.Plan is { } plan ? drafts.Open(plan) : (null, target.Problem);
        return draft is null ? throw new UnusableException(problem!) : StartInTimeAsync(draft, target, body, production, within, cancellationToken);
    }

    private async Task<StartedAnswer> StartInTimeAsync(ConnectionDraft draft, Target target, ChatBody body, Production production, TimeSpan within, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        // The answer goes on with both when it has begun.
        var ending = new CancellationTokenSource(within, time);
        var leaving = cancellationToken.UnsafeRegister(static ending => ((CancellationTokenSource)ending!).Cancel(), ending);
        // On another thread: the plugin's part of it may block, and must not hold whoever waits.
        var question = new StrongBox<ChatBody?>(body);
        var attempt = Task.Run(() => ConnectAndStartAsync(draft, target, question, production, ending.Token), CancellationToken.None);
        try
        {
            var started = await attempt.WaitAsync(ending.Token);
            // A provider, or a plugin, could keep it alive for ever.
            ending.CancelAfter(options.Value.AnswerEndsWithin);
            return started.With(leaving, ending);
        }
        catch (Exception ended)
        {
            var isLate = ended is OperationCanceledException && !cancellationToken.IsCancellationRequested;
            await leaving.DisposeAsync();
            // A plugin that never comes back would keep it, of which the requests' memory knows nothing any more.
            question.Value = null;
            if (ended is OperationCanceledException) Abandon(attempt, draft.TypeId, ending);
            else ending.Dispose();
            if (ended is OperationCanceledException left && !isLate && body.IsStreamed && time.GetElapsedTime(began) >= Patience) throw new GivenUpException(left);
            if (!isLate) throw;
            // A long answer that is not streamed begins when it is complete: that it takes long is not its provider's fault.
            if (!body.IsStreamed) throw new SlowAnswerException();
            throw new ProviderFailureException(FailureCause.Timeout, "It did not begin to answer in time.");
        }
    }

    /// <summary>What it still gets nobody wants.</summary>
    private void Abandon(Task<StartedAnswer> attempt, string typeId, CancellationTokenSource ending)
    {
        if (!attempt.IsCompleted) connector.WatchAbandoned(attempt, typeId);
        _ = attempt.ContinueWith(static async (attempt, ending) =>
        {
            if (attempt.IsCompletedSuccessfully) await (await attempt).DisposeAsync();
            else _ = attempt.Exception;
            ((CancellationTokenSource)ending!).Dispose();
        }, ending, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<StartedAnswer> ConnectAndStartAsync(ConnectionDraft draft, Target target, StrongBox<ChatBody?> question, Production production, CancellationToken cancellationToken)
    {
        var connection = connector.ConnectChat(draft, target.Model.ModelId, WhenItBeginsIsDecidedElsewhere, cancellationToken);
        try
        {
            var body = question.Value ?? throw new OperationCanceledException(cancellationToken);
            return connection.CanForward
                ? await forwarded.StartAsync(connection, target, body, production, cancellationToken)
                : await translated.StartAsync(connection, target, body, production, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>How long a bot must have waited for the first word to be heard when it leaves: bots wait less than the portal does, and would never see a provider spared that hangs.</summary>
    private TimeSpan Patience => options.Value.FirstByteWithin / 3;

    /// <summary>Between two pieces the profile counts.</summary>
    private static readonly EgressProfile WhenItBeginsIsDecidedElsewhere = EgressProfile.Chat with { FirstByte = TimeSpan.FromHours(1) };
}
