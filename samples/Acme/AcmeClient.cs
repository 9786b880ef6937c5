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
        return [.. (list.Models ?? []).Where(m => m.Name is not null).Select(m => new DiscoveredModel(m.Name!))];
    }

    public async IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = await StageAsync(ProbeStageKind.Credentials, async () =>
        {
            var models = await DiscoverModelsAsync(cancellationToken);
            return $"Acme lists {models.Count} models";
        });
        if (listed.Verdict == ProbeVerdict.Failed)
        {
            yield return listed;
            yield break;
        }

        // Acme lists nothing without a valid key. Where anybody may list, call once without the key before saying KeyProven.
        var proof = api.HasKey ? ProofLevel.KeyProven : ProofLevel.Reachable;
        yield return api.HasKey
            ? ProbeStage.Passed(ProbeStageKind.Credentials, "The key is accepted", proof) with { Duration = listed.Duration }
            : new(ProbeStageKind.Credentials, ProbeVerdict.Skipped, "No key is configured") { Proves = proof };
        yield return ProbeStage.Passed(ProbeStageKind.Responding, listed.Summary, ProofLevel.Reachable);
        if (!request.Generate) yield break;
        var generated = await StageAsync(ProbeStageKind.Generating, async () =>
        {
            using var chat = CreateChatClient(request.ModelId ?? "acme-large");
            await chat.GetResponseAsync("Reply with: OK", new() { MaxOutputTokens = 16 }, cancellationToken);
            return "The model generates";
        });
        yield return generated.Verdict == ProbeVerdict.Failed ? generated : generated with { Proves = ProofLevel.ModelProven };
    }

    public IChatClient CreateChatClient(string modelId) => new AcmeChat(api, modelId);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
