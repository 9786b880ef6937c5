using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>A provider out of a vendor's protocol.</summary>
public sealed class VendorProviderClient(IVendorApi api, TimeProvider time) : IProviderClient
{
    public Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) =>
        api.ListAsync(withCredential: true, cancellationToken);

    public IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken) =>
        new Probe(api, time).RunAsync(request, cancellationToken);

    public IChatClient CreateChatClient(string modelId) => api.CreateChat(modelId, withCredential: true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
