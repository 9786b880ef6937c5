using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Asks a provider that speaks something else, through its plugin's chat client.</summary>
internal sealed class TranslatedChat(TimeProvider time)
{
    /// <param name="connection">The answer's own from here on, if there is one.</param>
    /// <exception cref="ProviderFailureException">No answer began.</exception>
    /// <exception cref="UntranslatableException">The request cannot be said in other words.</exception>
    public async Task<StartedAnswer> StartAsync(ChatConnection connection, Target target, ChatBody body, Production production, CancellationToken cancellationToken)
    {
        var request = TranslatedRequest.Of(body, production.Settings, target.Refused);
        var client = connection.CreateChatClient();
        try
        {
            var writer = new AnswerWriter(target.Model.ModelId, time.GetUtcNow());
            if (body.IsStreamed) return await TranslatedStream.StartAsync(connection, client, request, writer, body.WantsUsage, cancellationToken);
            var response = await client.GetResponseAsync(request.Messages, request.Options, cancellationToken);
            var whole = writer.Whole(response);
            client.Dispose();
            return new(connection) { Whole = whole, Usage = new() { Input = response.Usage?.InputTokenCount, Output = response.Usage?.OutputTokenCount } };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
