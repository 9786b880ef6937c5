using Microsoft.Extensions.AI;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>A chat client of which some methods do something else.</summary>
internal sealed class AlteredChat(IChatClient inner) : DelegatingChatClient(inner)
{
    public Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task<ChatResponse>> OnAnswer { get; init; } = inner.GetResponseAsync;

    public Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> OnStream { get; init; } = inner.GetStreamingResponseAsync;

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        OnAnswer(messages, options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        OnStream(messages, options, cancellationToken);
}
