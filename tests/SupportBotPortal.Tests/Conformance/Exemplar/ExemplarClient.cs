using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeStageKind;

namespace SupportBotPortal.Tests.Conformance.Exemplar;

internal sealed class ExemplarClient(ProviderConnection connection) : IProviderClient
{
    private const int MostPages = 50;

    private readonly ExemplarApi api = new(connection);

    public async Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) => await ListAsync(withKey: true, cancellationToken);

    public async IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = connection.Time.GetTimestamp();
        List<DiscoveredModel> models = [];
        ProviderFailureException? failure = null;
        try
        {
            models = await ListAsync(withKey: true, cancellationToken);
        }
        catch (ProviderFailureException e)
        {
            failure = e;
        }

        if (failure is { Cause: FailureCause.Permission } && request.Generate)
        {
            // A key that may generate and not list: generating decides.
            yield return new(Credentials, ProbeVerdict.Warning, "The key may not list models") { Proves = ProofLevel.Reachable, Duration = connection.Time.GetElapsedTime(start) };
            yield return new(Responding, ProbeVerdict.Skipped, "Whether Exemplar responds is seen when it generates") { Proves = ProofLevel.Reachable };
            yield return await GenerateAsync(request.ModelId ?? ExemplarScript.Models[0], ProofLevel.KeyProven, cancellationToken);
            yield break;
        }

        if (failure is not null)
        {
            var isOfTheKey = failure.Cause is FailureCause.Credentials or FailureCause.Permission or FailureCause.Quota;
            yield return ProbeStage.From(isOfTheKey ? Credentials : Responding, failure, connection.Time.GetElapsedTime(start));
            yield break;
        }

        var credentials = await JudgeKeyAsync(models.Count, cancellationToken);
        yield return credentials with { Duration = connection.Time.GetElapsedTime(start) };
        yield return ProbeStage.Passed(Responding, $"Exemplar lists {models.Count} models", ProofLevel.Reachable);
        if (request.Generate)
            yield return await GenerateAsync(request.ModelId ?? (models.Count > 0 ? models[0].Id : ExemplarScript.Models[0]), credentials.Proves, cancellationToken);
    }

    public IChatClient CreateChatClient(string modelId) => new ExemplarChat(api, modelId);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<DiscoveredModel>> ListAsync(bool withKey, CancellationToken cancellationToken)
    {
        var models = new List<DiscoveredModel>();
        var from = 0;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.GetAsync($"catalogue?from={from}", withKey, cancellationToken);
            if (answer["items"] is not System.Text.Json.Nodes.JsonArray items)
                throw ExemplarApi.Unexpected();
            models.AddRange(items.Select(i => i!.GetValue<string>()).Where(id => id is { Length: > 0 and <= 200 } && !id.Any(IsUnfit)).Select(id => new DiscoveredModel(id)));
            if (answer["next"]?.GetValue<int>() is not { } next)
                return [.. models.DistinctBy(m => m.Id)];
            from = next;
        }

        throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The list of models does not end");
    }

    private static bool IsUnfit(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    private async Task<ProbeStage> JudgeKeyAsync(int count, CancellationToken cancellationToken)
    {
        if (connection.Credential.Secret is null)
            return new(Credentials, ProbeVerdict.Skipped, "No key is configured") { Proves = ProofLevel.Reachable };
        if (count == 0)
            return new(Credentials, ProbeVerdict.Warning, "An empty list proves nothing") { Proves = ProofLevel.Reachable };
        try
        {
            await ListAsync(withKey: false, cancellationToken);
            return new(Credentials, ProbeVerdict.Warning, "Exemplar does not check keys here") { Proves = ProofLevel.Reachable };
        }
        catch (ProviderFailureException e) when (e.Cause == FailureCause.Credentials)
        {
            return ProbeStage.Passed(Credentials, "The key is accepted", ProofLevel.KeyProven);
        }
    }

    private async Task<ProbeStage> GenerateAsync(string model, ProofLevel proven, CancellationToken cancellationToken)
    {
        var start = connection.Time.GetTimestamp();
        try
        {
            using var chat = CreateChatClient(model);
            var answer = await chat.GetResponseAsync("Reply with: OK", new() { MaxOutputTokens = 16 }, cancellationToken);
            var stage = new ProbeStage(Generating, ProbeVerdict.Passed, "The model generates") { Duration = connection.Time.GetElapsedTime(start) };
            if (answer.ModelId != model)
                return stage with { Verdict = ProbeVerdict.Warning, Summary = "Another model answered", Proves = proven };
            return stage with { Proves = proven == ProofLevel.KeyProven || connection.Credential.Secret is null ? ProofLevel.ModelProven : proven };
        }
        catch (ProviderFailureException e)
        {
            return ProbeStage.From(Generating, e, connection.Time.GetElapsedTime(start));
        }
    }
}
