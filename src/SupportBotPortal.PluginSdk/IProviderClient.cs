using Microsoft.Extensions.AI;

namespace SupportBotPortal.PluginSdk;

/// <summary>Talks to one provider. Short-lived: made by <see cref="IProviderPlugin.Connect"/>, disposed by the portal.</summary>
/// <remarks>
/// Every call goes through <see cref="ProviderConnection.Http"/> and honours its <see cref="CancellationToken"/>.
/// Failures that the portal should understand are thrown as <see cref="ProviderFailureException"/>; transport failures
/// (<see cref="HttpRequestException"/>) may simply pass through, the portal classifies them. Anything else is shown as
/// a fault of the plugin.
/// <para>
/// The portal ends each call as a whole, whatever it consists of: <see cref="ProbeAsync"/> after 15 seconds, or after
/// 60 seconds if it may generate; <see cref="DiscoverModelsAsync"/> after 30 seconds. The time before the plugin's part of
/// a test (address, connection, TLS) counts. How much each request may take: <see cref="ProviderConnection.Http"/>.
/// </para>
/// <para>
/// When it is disposed of, <see cref="ProviderConnection.Http"/> may be closed already, and nobody waits: there is nothing left to send.
/// </para>
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
    /// need not be yielded. Before that none may be left out: without responding, or without the generating that was asked for, the
    /// test fails as the plugin's fault; what cannot be tried is <see cref="ProbeVerdict.Skipped"/>. Never claim more than was proven: see <see cref="ProofLevel"/>.
    /// </remarks>
    IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a chat client that generates with the given model, streamed and not. Makes no call itself.</summary>
    /// <remarks>
    /// The portal disposes the returned client, and uses it only until it disposes this <see cref="IProviderClient"/>. It may
    /// call it from several threads at once. What the client throws is judged as everywhere here: a failure that the portal
    /// should understand is a <see cref="ProviderFailureException"/>, also one in the middle of a stream, after the updates that
    /// came before it; an <see cref="HttpRequestException"/> passes through; cancelling its token ends it with an
    /// <see cref="OperationCanceledException"/>. A vendor library's own exceptions must be translated: the portal does not
    /// know their types, and shows them as a fault of the plugin. Do not retry inside: the portal decides about that.
    /// <para>
    /// Of what it yields, text and complete function calls of the assistant reach bots. Several <see cref="UsageContent"/> are added up. The end
    /// of the stream is the end of the answer, also without a <see cref="ChatFinishReason"/>: one that was cut off must throw.
    /// </para>
    /// </remarks>
    /// <param name="modelId">The provider's own model id, as <see cref="DiscoveredModel.Id"/>.</param>
    /// <exception cref="ProviderFailureException">The plugin can tell without a call that this model cannot be used.</exception>
    IChatClient CreateChatClient(string modelId);
}
