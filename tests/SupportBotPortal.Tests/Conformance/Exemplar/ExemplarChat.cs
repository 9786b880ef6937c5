using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Conformance.Exemplar;

internal sealed class ExemplarChat(ExemplarApi api, string modelId) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var answer = await api.PostAsync("say", Body(messages, options, stream: false), cancellationToken);
        var text = answer["text"]?.GetValue<string>() ?? throw ExemplarApi.Unexpected();
        return new(new ChatMessage(ChatRole.Assistant, text)) { ModelId = answer["model"]?.GetValue<string>(), FinishReason = Reason(answer) };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await api.OpenAsync("say", Body(messages, options, stream: true), cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            throw ExemplarApi.Unexpected();
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken)).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            if (!await events.MoveNextAsync())
                throw new ProviderFailureException(FailureCause.Connect, "The answer ended before it was complete");
            var piece = ExemplarApi.Parse(events.Current.Data);
            var reason = Reason(piece);
            yield return new(ChatRole.Assistant, piece["text"]?.GetValue<string>()) { FinishReason = reason };
            if (reason is not null)
                yield break;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream) => new()
    {
        ["model"] = modelId,
        ["turns"] = new JsonArray([.. messages.Select(m => new JsonObject { ["role"] = m.Role.Value, ["text"] = m.Text })]),
        ["max_tokens"] = options?.MaxOutputTokens ?? 1000,
        ["stream"] = stream,
    };

    private static ChatFinishReason? Reason(JsonObject answer) => answer["stop"]?.GetValue<string>() switch
    {
        "end" => ChatFinishReason.Stop,
        "limit" => ChatFinishReason.Length,
        _ => null,
    };
}
