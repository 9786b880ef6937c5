using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Google;

/// <summary>Generates with one model.</summary>
internal sealed class GoogleChatClient(Uri baseUrl, string model, bool withCredential, VendorCall call, Failures failures, RefusedFields refused) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = ChatRequest.From(messages, options);
        using var document = await refused.SendAsync(baseUrl, model, ChatRequest.DispensableOf(request), without => call.PostAsync(
            GoogleModels.Path(model, "generateContent"), ChatRequest.Without(request, without), Expected.ChatAnswer, withCredential, cancellationToken));
        // Usage alone is a piece of a stream.
        if (ChatAnswer.Read(document.RootElement) is not { } answer || (answer.Contents.Count == 0 && answer.FinishReason is null))
            throw failures.UnexpectedAnswer();
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, answer.Contents))
        {
            FinishReason = answer.FinishReason,
            Usage = answer.Usage,
            ModelId = answer.ModelId,
            ResponseId = answer.Id,
            AdditionalProperties = AnswerNotes.Of(answer.RetiresOn),
        };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = ChatRequest.From(messages, options);
        using var response = await refused.SendAsync(baseUrl, model, ChatRequest.DispensableOf(request), without => call.OpenStreamAsync(
            GoogleModels.Path(model, "streamGenerateContent?alt=sse"), ChatRequest.Without(request, without), withCredential, cancellationToken));
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var (answered, finished) = (false, false);
        UsageDetails? usage = null;
        await foreach (var data in ServerEvents.ReadAsync(stream, failures, cancellationToken))
        {
            if (ChatAnswer.Read(data) is not { } piece)
                continue; // gateways add events of their own
            answered = true;
            finished |= piece.FinishReason is not null;
            // Each piece has the sum so far.
            usage = piece.Usage ?? usage;
            yield return Update(piece);
        }

        if (!finished)
            throw answered ? failures.CutOff() : failures.UnexpectedAnswer();
        if (usage is not null)
            yield return new(ChatRole.Assistant, [new UsageContent(usage)]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
        // The HttpClient is the portal's.
    }

    private static ChatResponseUpdate Update(ChatAnswer piece) => new(ChatRole.Assistant, piece.Contents)
    {
        FinishReason = piece.FinishReason,
        ModelId = piece.ModelId,
        ResponseId = piece.Id,
        MessageId = piece.Id,
        AdditionalProperties = AnswerNotes.Of(piece.RetiresOn),
    };
}
