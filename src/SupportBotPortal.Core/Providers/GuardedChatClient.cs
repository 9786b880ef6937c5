using Microsoft.Extensions.AI;

namespace SupportBotPortal.Core.Providers;

/// <summary>A plugin's chat client behind the barrier. Made when it is first used: making it is the plugin's code, too.</summary>
internal sealed class GuardedChatClient(Func<IChatClient> make, PluginBarrier barrier) : IChatClient
{
    private readonly Lazy<IChatClient> inner = new(() => make() ?? throw barrier.Fault("made no chat client"));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        barrier.RunAsync("chat", async () => PlainAnswer.Of(await inner.Value.GetResponseAsync(messages, options, cancellationToken) ?? throw barrier.Fault("returned no answer")), cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        barrier.StreamAsync(
            "chat",
            () => inner.Value.GetStreamingResponseAsync(messages, options, cancellationToken),
            update => PlainAnswer.Of(update ?? throw barrier.Fault("returned an empty piece of an answer")),
            cancellationToken);

    /// <summary>What the plugin wraps is its own: nobody outside asks for it past the barrier.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
        if (inner.IsValueCreated) barrier.LetGo(inner);
    }
}
