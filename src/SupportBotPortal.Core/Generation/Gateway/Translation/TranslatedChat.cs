using System.Text.Json;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Asks a provider that speaks something else, through its plugin's chat client.</summary>
internal sealed class TranslatedChat(CallMemory memory, TimeProvider time)
{
    /// <param name="connection">The answer's own from here on, if there is one.</param>
    /// <exception cref="ProviderFailureException">No answer began.</exception>
    /// <exception cref="UntranslatableException">The request cannot be said in other words.</exception>
    public async Task<StartedAnswer> StartAsync(ChatConnection connection, Target target, ChatBody body, Production production, CancellationToken cancellationToken)
    {
        var request = Translate(body, target, production);
        memory.Recall(target, request.Messages);
        var client = connection.CreateChatClient();
        try
        {
            var writer = new AnswerWriter(target.Model.ModelId, time.GetUtcNow());
            if (body.IsStreamed) return await TranslatedStream.StartAsync(connection, client, request, writer, body.WantsUsage, contents => memory.Remember(target, contents), cancellationToken);
            var response = await client.GetResponseAsync(request.Messages, request.Options, cancellationToken);
            if (response.FinishReason is null && response.Usage is null && response.Messages.All(m => m.Contents.Count == 0)) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The answer is empty.");
            memory.Remember(target, response.Messages.SelectMany(m => m.Contents));
            var whole = writer.Whole(response);
            client.Dispose();
            return new(connection) { Whole = whole, Usage = new() { Input = response.Usage?.InputTokenCount, Output = response.Usage?.OutputTokenCount, Model = response.ModelId } };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static TranslatedRequest Translate(ChatBody body, Target target, Production production)
    {
        try
        {
            return TranslatedRequest.Of(body, production.Settings, target.Refused);
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            // Half of a character, a field that is there twice, a name that is empty: the bot's own.
            throw new UntranslatableException("The request cannot be read: a text in it is no UTF-8, a field is there twice, or a name is empty.", "messages");
        }
    }
}
