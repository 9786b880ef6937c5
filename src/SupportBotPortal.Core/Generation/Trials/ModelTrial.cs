using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Gateway;
using SupportBotPortal.Core.Generation.Gateway.Translation;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Trials;

/// <summary>
/// Asks a chosen model as a bot would be answered, with settings that may be a draft. Only the model itself, without its fallbacks: who tries one wants to see what it
/// does. Nothing of it is stored, nor counted as a bot's.
/// </summary>
public sealed class ModelTrial
{
    private readonly Productions productions;
    private readonly StandingReader standing;
    private readonly ChatAttempts attempts;
    private readonly GatewayOptions options;
    private readonly TimeProvider time;

    internal ModelTrial(Productions productions, StandingReader standing, ChatAttempts attempts, IOptions<GatewayOptions> options, TimeProvider time) =>
        (this.productions, this.standing, this.attempts, this.options, this.time) = (productions, standing, attempts, options.Value, time);

    /// <param name="settings">With a model.</param>
    /// <param name="conversation">Ends with what the customer says.</param>
    public async IAsyncEnumerable<TrialState> RunAsync(GenerationSettings settings, IReadOnlyList<TrialMessage> conversation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(conversation);
        var production = await productions.OfAsync(new GenerationVersion { Settings = settings with { Fallbacks = [], UsersMayChoose = false } }, cancellationToken);
        var began = time.GetTimestamp();
        if (production.Candidates is not [var target])
        {
            var candidate = (await standing.OfAsync([settings.Model!], cancellationToken))[0];
            yield return new() { Took = TimeSpan.Zero, Problem = $"It cannot be asked. {CandidateWords.ProblemOf(candidate) ?? "Its provider was changed just now: try again."}" };
            yield break;
        }

        var (started, problem) = await StartAsync(target, RequestOf(conversation), production, cancellationToken);
        if (started is null)
        {
            yield return new() { Took = time.GetElapsedTime(began), Problem = problem };
            yield break;
        }

        await using var answer = started;
        var state = new TrialState { FirstWordAfter = time.GetElapsedTime(began) };
        yield return state;
        await using var pieces = answer.Events!.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            string? broken = null;
            var moved = false;
            try
            {
                if (moved = await pieces.MoveNextAsync()) state = After(state, pieces.Current.Span);
            }
            catch (ProviderFailureException failure)
            {
                broken = $"The answer broke off. {Sentence(failure)}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                broken = "The answer did not come to its end in time.";
            }

            if (!moved)
            {
                yield return state with { Took = time.GetElapsedTime(began), InputTokens = answer.Usage.Input, OutputTokens = answer.Usage.Output, Problem = broken };
                yield break;
            }

            yield return state;
        }
    }

    private static TrialState After(TrialState state, ReadOnlySpan<byte> piece)
    {
        var (words, reason) = ChatPieces.Read(piece);
        return state with
        {
            Text = state.Text + words,
            EndsBecause = reason switch
            {
                "length" => "It reached the maximum of output tokens, and ends in the middle.",
                "content_filter" => "The provider held the rest back.",
                "tool_calls" => "It wants to call a tool, which there is none of here.",
                _ => state.EndsBecause,
            },
        };
    }

    private async Task<(StartedAnswer? Started, string? Problem)> StartAsync(Target target, ChatBody body, Production production, CancellationToken cancellationToken)
    {
        try
        {
            return (await attempts.TryAsync(target, body, production, options.FirstByteWithin, cancellationToken), null);
        }
        catch (UnusableException unusable)
        {
            return (null, unusable.Message);
        }
        catch (UntranslatableException untranslatable)
        {
            return (null, untranslatable.Message);
        }
        catch (ProviderFailureException failure)
        {
            return (null, Sentence(failure));
        }
    }

    private static string Sentence(ProviderFailureException failure) => failure.Message.EndsWith('.') ? failure.Message : failure.Message + ".";

    private static ChatBody RequestOf(IReadOnlyList<TrialMessage> conversation)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(new
        {
            model = BotError.DefaultModel,
            stream = true,
            messages = conversation.Select(m => new { role = m.IsAnswer ? "assistant" : "user", content = m.Text }),
        });
        return ChatBodyReader.TryRead(request, out var body, out var error) ? body : throw new ArgumentException(error.Message, nameof(conversation));
    }
}
