using System.Runtime.CompilerServices;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>The connection test: lists, asks whether the key was needed for it, counts tokens or generates. Claims no more than that shows.</summary>
internal sealed class Probe(IVendorApi api, TimeProvider time)
{
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
            credentials = await new CredentialsProbe(api, time).RunAsync(models.Count, listed, cancellationToken);
            responding = models.Count > 0
                ? new(ProbeStageKind.Responding, ProbeVerdict.Passed, $"{api.Name} lists {models.Count} {(models.Count == 1 ? "model" : "models")}") { Detail = api.CatalogueNote, Duration = listed, Proves = ProofLevel.Reachable }
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
}
