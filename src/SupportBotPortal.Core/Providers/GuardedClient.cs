using System.Runtime.CompilerServices;
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
            "discover",
            async () => (await inner.DiscoverModelsAsync(cancellationToken))?.Take(ModelRules.MaximumCount + 1).ToList(), cancellationToken)
            ?? throw barrier.Fault("returned no list");
        if (models.Count > ModelRules.MaximumCount) throw TooMany();
        var usable = models.Where(m => ModelRules.IsUsable(m?.Id) && !Redaction.Holds(m!.Id, barrier.Secrets)).DistinctBy(m => m.Id, StringComparer.Ordinal)
            .Select(m => m with { DisplayName = m.DisplayName is null ? null : Redaction.Clean(m.DisplayName, barrier.Secrets) }).ToList();
        if (usable.Count < models.Count) barrier.Note($"listed {models.Count} models, of which {models.Count - usable.Count} have an id that cannot be used, or one that was there already");
        return usable.Count > 0 || models.Count == 0 ? usable : throw new ProviderFailureException(FailureCause.NotTheExpectedApi, $"The provider listed {models.Count:N0} models, but none with an id that can be used.");
    }

    public async IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Each once, in their order, after the portal's own: a list with two credentials stages would show one and hide the other.
        var last = ProbeStageKind.Tls;
        var failed = false;
        await foreach (var stage in barrier.StreamAsync("probe", () => inner.ProbeAsync(request, cancellationToken), Clean, cancellationToken))
        {
            if (stage.Kind <= last) throw barrier.Fault($"reported the stage {stage.Kind}, which is the portal's own or not due any more");
            if (stage.Kind == ProbeStageKind.Generating && last != ProbeStageKind.Responding && stage.Verdict != ProbeVerdict.Failed) throw NothingSaidOf(ProbeStageKind.Responding);
            last = stage.Kind;
            failed |= stage.Verdict == ProbeVerdict.Failed;
            yield return stage;
        }

        // One that leaves out what would have failed is not green.
        if (failed) yield break;
        if (last < ProbeStageKind.Responding) throw NothingSaidOf(ProbeStageKind.Responding);
        if (request.Generate && last < ProbeStageKind.Generating) throw NothingSaidOf(ProbeStageKind.Generating);
    }

    public IChatClient CreateChatClient(string modelId) => new GuardedChatClient(() => inner.CreateChatClient(modelId), barrier);

    public async ValueTask DisposeAsync()
    {
        await barrier.ReleaseAsync(inner);
        http.Dispose();
    }

    /// <summary>Ends it without waiting for the plugin to clean up.</summary>
    public void LetGo()
    {
        http.Dispose();
        barrier.LetGo(inner);
    }

    private static ProviderFailureException TooMany() => new(FailureCause.NotTheExpectedApi, $"The provider listed more than {ModelRules.MaximumCount:N0} models, too many to be shown and stored.")
    {
        Advice = ["If the provider really has that many, enter the names of those that are used; nothing else is wrong with the connection."],
    };

    private ProviderFailureException NothingSaidOf(ProbeStageKind kind) => barrier.Fault($"reported no stage {kind}, and so the test says nothing of it");

    private ProbeStage Clean(ProbeStage stage)
    {
        if (stage is null) throw barrier.Fault("returned an empty stage");
        if (!Enum.IsDefined(stage.Kind) || !Enum.IsDefined(stage.Verdict) || !Enum.IsDefined(stage.Proves) || (stage.Cause is { } cause && !Enum.IsDefined(cause)))
            throw barrier.Fault("returned a stage that this portal does not know");
        return Redaction.Clean(stage, barrier.Secrets) with
        {
            // A failure must name its cause; what it may prove is judged by ProofRules.
            Cause = stage.Verdict == ProbeVerdict.Failed ? stage.Cause ?? FailureCause.PluginError : stage.Cause,
            Duration = Redaction.Bounded(stage.Duration),
            RetryAfter = stage.RetryAfter is { } wait ? Redaction.Bounded(wait) : null,
        };
    }
}
