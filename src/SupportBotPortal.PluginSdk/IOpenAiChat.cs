namespace SupportBotPortal.PluginSdk;

/// <summary>
/// An optional ability of an <see cref="IProviderClient"/>: its provider speaks OpenAI's chat protocol (<c>POST …/chat/completions</c>). Bots speak it
/// to the portal, too, so the portal then passes their bytes on without losing any field that it does not know, and streams what comes back. Where a client
/// cannot do this, the portal translates through <see cref="IProviderClient.CreateChatClient"/>.
/// </summary>
/// <remarks>The members must neither block nor call out. The portal sends the request itself, through the <see cref="ProviderConnection.Http"/> of the connection.</remarks>
public interface IOpenAiChat
{
    /// <summary>
    /// What the field that limits the answer's tokens may be called here, the name to begin with first: <c>max_tokens</c>, <c>max_completion_tokens</c>.
    /// If the provider refuses one, the portal tries the next and remembers it for the model.
    /// </summary>
    /// <returns>At least one name.</returns>
    IReadOnlyList<string> TokenLimitFields { get; }

    /// <summary>The request of a chat completion: its method, its address below <see cref="ProviderConnection.BaseUrl"/>, and its headers, the credential among them. It has no body: the portal adds that.</summary>
    /// <param name="modelId">As <see cref="DiscoveredModel.Id"/>, for providers that have it in the address.</param>
    /// <exception cref="ProviderFailureException">The plugin can tell without a call that this model cannot be used.</exception>
    HttpRequestMessage CreateChatRequest(string modelId);

    /// <summary>What a refusal means.</summary>
    /// <param name="response">Its status and headers. The body has been read already.</param>
    /// <param name="body">At most the first 64 KiB of the body; of an error inside of a stream, the event's data, with the stream's own status 200.</param>
    /// <returns>A failure with the plugin's own sentence; never the provider's, which may carry a secret.</returns>
    ProviderFailureException ReadChatFailure(HttpResponseMessage response, ReadOnlyMemory<byte> body);
}
