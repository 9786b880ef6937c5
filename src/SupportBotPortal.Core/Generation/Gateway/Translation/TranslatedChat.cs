using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Asks a provider that speaks something else, through its plugin's chat client.</summary>
internal sealed class TranslatedChat(CallMemory memory, RefusedParameters refusedParameters, TimeProvider time)
{
    /// <param name="connection">The answer's own from here on, if there is one.</param>
    /// <exception cref="ProviderFailureException">No answer began.</exception>
    /// <exception cref="UntranslatableException">The request cannot be said in other words.</exception>
    public async Task<StartedAnswer> StartAsync(ChatConnection connection, Target target, ChatBody body, Production production, CancellationToken cancellationToken)
    {
        var adaptation = new Adaptation(body, production.Settings, []);
        var unsent = target.Refused;
        var client = connection.CreateChatClient();
        try
        {
            while (true)
            {
                try
                {
                    var request = Translate(body, production.Settings, unsent);
                    memory.Recall(target, request.Messages);
                    var started = await AskAsync(connection, client, target, request, body, cancellationToken);
                    await refusedParameters.TryLearnAsync(target.Model, target.Provider.ConnectionRevision, adaptation.Refused);
                    return started;
                }
                catch (ProviderFailureException failure) when (adaptation.After(failure, unsent) is { } fewer)
                {
                    unsent = fewer;
                }
            }
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task<StartedAnswer> AskAsync(ChatConnection connection, IChatClient client, Target target, TranslatedRequest request, ChatBody body, CancellationToken cancellationToken)
    {
        var writer = new AnswerWriter(target.Model.ModelId, time.GetUtcNow());
        if (body.IsStreamed) return await TranslatedStream.StartAsync(connection, client, request, writer, body.WantsUsage, contents => memory.Remember(target, contents), time, cancellationToken);
        var response = await client.GetResponseAsync(request.Messages, request.Options, cancellationToken);
        if (response.FinishReason is null && (response.Usage is null || !AnswerWriter.IsKnown(response.Usage)) && !response.Messages.SelectMany(m => m.Contents).Any(AnswerWriter.SaysSomething)) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The answer is empty.");
        memory.Remember(target, response.Messages.SelectMany(m => m.Contents));
        var whole = writer.Whole(response);
        client.Dispose();
        return new(connection) { Whole = whole, Usage = new() { Input = response.Usage?.InputTokenCount, Output = response.Usage?.OutputTokenCount, Model = response.ModelId } };
    }

    private static TranslatedRequest Translate(ChatBody body, GenerationSettings settings, IReadOnlySet<GenerationParameter> unsent)
    {
        try
        {
            return TranslatedRequest.Of(body, settings, unsent);
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            // Half of a character, a field that is there twice, a name that is empty: the bot's own.
            throw new UntranslatableException("The request cannot be read: a text in it is no UTF-8, a field is there twice, or a name is empty.", "messages");
        }
    }
}
