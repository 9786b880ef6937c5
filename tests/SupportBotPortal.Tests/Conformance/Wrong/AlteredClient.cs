using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>A client of which some methods do something else.</summary>
internal sealed class AlteredClient(IProviderClient inner) : IProviderClient
{
    public Func<CancellationToken, Task<IReadOnlyList<DiscoveredModel>>> OnDiscover { get; init; } = inner.DiscoverModelsAsync;

    public Func<ProbeRequest, CancellationToken, IAsyncEnumerable<ProbeStage>> OnProbe { get; init; } = inner.ProbeAsync;

    public Func<string, IChatClient> OnChat { get; init; } = inner.CreateChatClient;

    public Func<ValueTask> OnDispose { get; init; } = inner.DisposeAsync;

    public Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) => OnDiscover(cancellationToken);

    public IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken) => OnProbe(request, cancellationToken);

    public IChatClient CreateChatClient(string modelId) => OnChat(modelId);

    public ValueTask DisposeAsync() => OnDispose();
}
