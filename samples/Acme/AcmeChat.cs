using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Acme;

/// <summary>Acme takes one text and gives one back; it does not stream, so a stream has one piece.</summary>
internal sealed class AcmeChat(AcmeApi api, string modelId) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = string.Join('\n', messages.Select(m => $"{m.Role}: {m.Text}"));
        var body = new { model = modelId, prompt, max_tokens = options?.MaxOutputTokens };
        var answer = await api.SendAsync<Answer>(HttpMethod.Post, "generate", body, cancellationToken);
        return new(new ChatMessage(ChatRole.Assistant, answer.Text ?? throw AcmeApi.NotAcme())) { ModelId = modelId, FinishReason = answer.Stop == "length" ? ChatFinishReason.Length : ChatFinishReason.Stop };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private sealed record Answer(string? Text, string? Stop);
}
