using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>A plugin's client behind the barrier: what it returns is read there, limited and cleaned.</summary>
/// <param name="http">The client it was given: disposed of with it, so that an abandoned plugin cannot go on calling.</param>
internal sealed class GuardedClient(IProviderClient inner, HttpClient http, PluginBarrier barrier) : IProviderClient
{
    public async Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken)
    {
        // One more than is allowed, whatever the list says of its own length: it may lie, and never end.
        var models = await barrier.RunAsync(
            async () => (await inner.DiscoverModelsAsync(cancellationToken))?.Take(ModelRules.MaximumCount + 1).ToList(), cancellationToken)
            ?? throw barrier.Fault("returned no list");
        if (models.Count > ModelRules.MaximumCount) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, $"The provider listed more than {ModelRules.MaximumCount:N0} models.");
        return [.. models.Where(m => ModelRules.IsUsable(m?.Id) && !Redaction.Holds(m!.Id, barrier.Secrets)).DistinctBy(m => m.Id, StringComparer.Ordinal)
            .Select(m => m with { DisplayName = m.DisplayName is null ? null : Redaction.Clean(m.DisplayName, barrier.Secrets) })];
    }

    public IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken) =>
        barrier.StreamAsync(() => inner.ProbeAsync(request, cancellationToken), Clean, cancellationToken).Take(Enum.GetValues<ProbeStageKind>().Length);

    public IChatClient CreateChatClient(string modelId) => new GuardedChatClient(() => inner.CreateChatClient(modelId), barrier);

    public async ValueTask DisposeAsync()
    {
        await PluginBarrier.ReleaseAsync(inner);
        http.Dispose();
    }

    private ProbeStage Clean(ProbeStage stage)
    {
        if (stage is null) throw barrier.Fault("returned an empty stage");
        if (!Enum.IsDefined(stage.Kind) || !Enum.IsDefined(stage.Verdict) || !Enum.IsDefined(stage.Proves) || (stage.Cause is { } cause && !Enum.IsDefined(cause)))
            throw barrier.Fault("returned a stage that this portal does not know");
        return Redaction.Clean(stage, barrier.Secrets) with
        {
            // A failure must name its cause, and a failed stage proves nothing.
            Cause = stage.Verdict == ProbeVerdict.Failed ? stage.Cause ?? FailureCause.PluginError : stage.Cause,
            Proves = stage.Verdict == ProbeVerdict.Failed ? ProofLevel.None : stage.Proves,
        };
    }
}
