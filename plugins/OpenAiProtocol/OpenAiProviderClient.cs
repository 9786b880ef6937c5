using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>A provider that speaks OpenAI's protocol: the portal may pass on what bots send.</summary>
public sealed class OpenAiProviderClient(OpenAiApi api, TimeProvider time) : IProviderClient, IOpenAiChat
{
    private readonly VendorProviderClient inner = new(api, time);

    public IReadOnlyList<string> TokenLimitFields => api.TokenLimitFields;

    public HttpRequestMessage CreateChatRequest(string modelId) => api.CreateChatRequest();

    public ProviderFailureException ReadChatFailure(HttpResponseMessage response, ReadOnlyMemory<byte> body) => api.ReadChatFailure(response, body);

    public Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) => inner.DiscoverModelsAsync(cancellationToken);

    public IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken) => inner.ProbeAsync(request, cancellationToken);

    public IChatClient CreateChatClient(string modelId) => inner.CreateChatClient(modelId);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
