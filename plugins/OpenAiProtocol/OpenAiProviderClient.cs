using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>A provider that speaks OpenAI's protocol.</summary>
public sealed class OpenAiProviderClient : IProviderClient
{
    private readonly ModelListing listing;
    private readonly Probe probe;
    private readonly ChatClients chats;

    public OpenAiProviderClient(ProviderConnection connection, Dialect dialect, RequestHeaders headers, LearnedFields learned)
    {
        var failures = new Failures(dialect.Name, connection);
        listing = new(connection, dialect, headers, failures);
        chats = new(connection, dialect, headers, failures, learned);
        probe = new(connection, dialect, headers, listing, chats);
    }

    public Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) =>
        listing.ReadAsync(withCredential: true, cancellationToken);

    public IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken) =>
        probe.RunAsync(request, cancellationToken);

    public IChatClient CreateChatClient(string modelId) => chats.Create(modelId, withCredential: true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
