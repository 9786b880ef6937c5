using Microsoft.Extensions.AI;

namespace SupportBotPortal.PluginSdk;

/// <summary>Talks to one provider. Short-lived: made by <see cref="IProviderPlugin.Connect"/>, disposed by the portal.</summary>
/// <remarks>
/// Every call goes through <see cref="ProviderConnection.Http"/> and honours its <see cref="CancellationToken"/>.
/// Failures that the portal should understand are thrown as <see cref="ProviderFailureException"/>; transport failures
/// (<see cref="HttpRequestException"/>) may simply pass through, the portal classifies them. Anything else is shown as
/// a fault of the plugin.
/// </remarks>
public interface IProviderClient : IAsyncDisposable
{
    /// <summary>Asks the provider which models this credential may see. Reads every page. Free of charge.</summary>
    /// <returns>All models, at most 5,000, each id at most 200 characters without control characters. Empty if the provider lists none.</returns>
    /// <exception cref="ProviderFailureException">The provider refused, failed, or did not speak the expected protocol.</exception>
    Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tests the provider stage by stage and yields each stage as it finishes: credentials, responding and, only if
    /// <see cref="ProbeRequest.Generate"/> asks for it, generating. Address, connection and TLS have been tested by the
    /// portal before.
    /// </summary>
    /// <remarks>
    /// A stage that fails is yielded with <see cref="ProbeVerdict.Failed"/>, its cause and a sentence; stages after it
    /// need not be yielded. Never claim more than was proven: see <see cref="ProofLevel"/>.
    /// </remarks>
    IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a chat client that generates with the given model, streamed and not. Makes no call itself.</summary>
    /// <param name="modelId">The provider's own model id, as <see cref="DiscoveredModel.Id"/>.</param>
    IChatClient CreateChatClient(string modelId);
}
