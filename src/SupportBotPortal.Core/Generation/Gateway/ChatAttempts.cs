using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Generation.Gateway.Resilience;
using SupportBotPortal.Core.Generation.Gateway.Translation;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Asks one model, by whichever protocol its provider speaks, until it begins to answer.</summary>
internal sealed class ChatAttempts(ConnectionDrafts drafts, ProviderConnector connector, ForwardedChat forwarded, TranslatedChat translated, ProviderBreakers breakers, TimeProvider time)
{
    /// <param name="within">How long until it begins.</param>
    /// <param name="cancellationToken">Ends with the bot's connection, also after the answer has begun.</param>
    /// <exception cref="ProviderFailureException">It does not answer.</exception>
    /// <exception cref="UnusableException">It cannot be called as it is stored.</exception>
    /// <exception cref="UntranslatableException">It cannot be asked this.</exception>
    /// <exception cref="Polly.CircuitBreaker.BrokenCircuitException">Its provider failed repeatedly, and is not asked now.</exception>
    public Task<StartedAnswer> StartAsync(Target target, ChatBody body, Production production, TimeSpan within, CancellationToken cancellationToken) =>
        breakers.RunAsync(target, async token => await StartInTimeAsync(target, body, production, within, token), cancellationToken);

    private async Task<StartedAnswer> StartInTimeAsync(Target target, ChatBody body, Production production, TimeSpan within, CancellationToken cancellationToken)
    {
        // The answer goes on with it when it has begun; from then on it does not fire any more.
        var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var late = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), starting, within, Timeout.InfiniteTimeSpan);
        try
        {
            return (await ConnectAndStartAsync(target, body, production, starting.Token)).With(starting);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            starting.Dispose();
            throw new ProviderFailureException(FailureCause.Timeout, "It did not begin to answer in time.");
        }
        catch
        {
            starting.Dispose();
            throw;
        }
    }

    private async Task<StartedAnswer> ConnectAndStartAsync(Target target, ChatBody body, Production production, CancellationToken cancellationToken)
    {
        var (draft, problem) = drafts.FromStored(target.Provider);
        if (draft is null) throw new UnusableException(problem!);
        // When it must begin is decided outside; between two pieces the profile counts.
        var connection = await connector.ConnectChatAsync(draft, target.Model.ModelId, EgressProfile.Chat with { FirstByte = Longest }, cancellationToken);
        try
        {
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

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
}
