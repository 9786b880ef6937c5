using System.Runtime.CompilerServices;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>The connection test: lists, asks whether the key was needed for it, counts tokens or generates. Claims no more than that shows.</summary>
internal sealed class Probe(IVendorApi api, TimeProvider time)
{
    private static readonly TimeSpan LimitWithoutKey = TimeSpan.FromSeconds(4);

    public async IAsyncEnumerable<ProbeStage> RunAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        IReadOnlyList<DiscoveredModel> models = [];
        ProviderFailureException? failure = null;
        try
        {
            models = await api.ListAsync(withCredential: true, cancellationToken);
        }
        catch (ProviderFailureException e)
        {
            failure = e;
        }

        var listed = time.GetElapsedTime(start);
        ProbeStage credentials, responding;
        if (failure is null)
        {
            credentials = await JudgeCredentialsAsync(models.Count, listed, cancellationToken);
            responding = models.Count > 0
                ? new(ProbeStageKind.Responding, ProbeVerdict.Passed, $"{api.Name} lists {models.Count} {(models.Count == 1 ? "model" : "models")}") { Duration = listed, Proves = ProofLevel.Reachable }
                : new(ProbeStageKind.Responding, ProbeVerdict.Warning, $"{api.Name} answers, but lists no models") { Duration = listed, Proves = ProofLevel.Reachable };
        }
        else
        {
            // Not being able to list does not settle it when generating was asked for: some keys and some endpoints only generate.
            var goesOn = request.Generate && (request.ModelId is not null || api.DefaultModels.Count > 0);
            (credentials, responding) = ListingStages.Failed(failure, listed, goesOn);
        }

        yield return credentials;
        if (credentials.Verdict == ProbeVerdict.Failed)
            yield break;
        var keyProven = credentials.Proves >= ProofLevel.KeyProven;
        // Generating shows all that counting shows, and more.
        if (failure is null && !request.Generate && api is ITokenCounter counter)
            responding = await new CountingProbe(api, counter, time).AddToAsync(responding, request.ModelId, models, keyProven, cancellationToken);
        yield return responding;
        if (responding.Verdict == ProbeVerdict.Failed || !request.Generate)
            yield break;
        yield return await new GenerationProbe(api, time).RunAsync(request.ModelId, models, keyProven, cancellationToken);
    }

    private async Task<ProbeStage> JudgeCredentialsAsync(int count, TimeSpan listed, CancellationToken cancellationToken)
    {
        if (!api.HasCredential)
            return new(ProbeStageKind.Credentials, ProbeVerdict.Skipped, "No key is configured, and none is needed to list models") { Proves = ProofLevel.Reachable };
        if (count == 0)
            return Doubtful("The key was not refused, but an empty list proves nothing");
        if (api.ChecksKeys)
            return Proven();

        // A list that anybody may read is green with any key: ask once without.
        return await KeylessCall.IsRefusedAsync(token => api.ListAsync(withCredential: false, token), LimitWithoutKey, time, cancellationToken) switch
        {
            true => Proven(),
            false => Doubtful("This endpoint does not check keys") with { Detail = "The same call without the key succeeds too" },
            null => Doubtful("The key was not refused, but whether it is checked could not be found out"),
        };

        ProbeStage Proven() => new(ProbeStageKind.Credentials, ProbeVerdict.Passed, "The key is accepted") { Duration = listed, Proves = ProofLevel.KeyProven };

        ProbeStage Doubtful(string summary) => new(ProbeStageKind.Credentials, ProbeVerdict.Warning, summary) { Duration = listed, Proves = ProofLevel.Reachable };
    }
}
