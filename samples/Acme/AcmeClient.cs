using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace Acme;

internal sealed class AcmeClient(ProviderConnection connection) : IProviderClient
{
    private readonly AcmeApi api = new(connection);

    public async Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken)
    {
        var list = await api.SendAsync<ModelList>(HttpMethod.Get, "models", null, cancellationToken);
        // Other JSON has no list: that is something else than no models.
        return [.. (list.Models ?? throw AcmeApi.NotAcme()).Where(m => m.Name is not null).Select(m => new DiscoveredModel(m.Name!))];
    }

    public async IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        var listed = await StageAsync(ProbeStageKind.Responding, async () =>
        {
            count = (await DiscoverModelsAsync(cancellationToken)).Count;
            return $"Acme lists {count} models";
        });
        if (listed.Cause == FailureCause.Permission && request.Generate)
        {
            // A key may be restricted to generating: then that decides, and proves the key, which Acme checks there, too.
            yield return new(ProbeStageKind.Credentials, ProbeVerdict.Warning, "Acme knows the key, but it may not list models") { Proves = ProofLevel.Reachable };
            yield return new(ProbeStageKind.Responding, ProbeVerdict.Skipped, "Left to the model that generates") { Proves = ProofLevel.Reachable, Duration = listed.Duration };
            yield return await GenerateAsync(request.ModelId, cancellationToken);
            yield break;
        }

        if (listed.Verdict == ProbeVerdict.Failed)
        {
            // Only what is the key's fault belongs into its stage.
            yield return listed.Cause is FailureCause.Credentials or FailureCause.Permission ? listed with { Kind = ProbeStageKind.Credentials } : listed;
            yield break;
        }

        // One request answered both: its time is told once.
        yield return Key(count);
        yield return listed with { Proves = ProofLevel.Reachable };
        if (request.Generate) yield return await GenerateAsync(request.ModelId, cancellationToken);
    }

    public IChatClient CreateChatClient(string modelId) => new AcmeChat(api, modelId);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ProbeStage> GenerateAsync(string? modelId, CancellationToken cancellationToken)
    {
        var generated = await StageAsync(ProbeStageKind.Generating, async () =>
        {
            using var chat = CreateChatClient(modelId ?? "acme-large");
            await chat.GetResponseAsync("Reply with: OK", new() { MaxOutputTokens = 16 }, cancellationToken);
            return "The model generates";
        });
        return generated.Verdict == ProbeVerdict.Failed ? generated : generated with { Proves = ProofLevel.ModelProven };
    }

    // Acme lists nothing without a valid key. Where anybody may list, call once without the key before saying KeyProven.
    private ProbeStage Key(int count) => (api.HasKey, count) switch
    {
        (false, _) => new(ProbeStageKind.Credentials, ProbeVerdict.Skipped, "No key is configured") { Proves = ProofLevel.Reachable },
        (true, 0) => new(ProbeStageKind.Credentials, ProbeVerdict.Warning, "The key was not refused, but an empty list proves nothing") { Proves = ProofLevel.Reachable },
        _ => ProbeStage.Passed(ProbeStageKind.Credentials, "The key is accepted", ProofLevel.KeyProven),
    };

    private async Task<ProbeStage> StageAsync(ProbeStageKind kind, Func<Task<string>> step)
    {
        var start = connection.Time.GetTimestamp();
        try
        {
            var summary = await step();
            return ProbeStage.Passed(kind, summary, ProofLevel.None) with { Duration = connection.Time.GetElapsedTime(start) };
        }
        catch (ProviderFailureException failure)
        {
            return ProbeStage.From(kind, failure, connection.Time.GetElapsedTime(start));
        }
    }

    private sealed record ModelList(IReadOnlyList<Model>? Models);

    private sealed record Model(string? Name);
}
