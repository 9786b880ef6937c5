using System.Runtime.CompilerServices;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>The connection test: lists, asks whether the key was needed for it, and generates if wanted. Claims no more than that shows.</summary>
internal sealed class Probe(ProviderConnection connection, Dialect dialect, RequestHeaders headers, ModelListing listing, ChatClients chats)
{
    private static readonly TimeSpan LimitWithoutKey = TimeSpan.FromSeconds(4);

    public async IAsyncEnumerable<ProbeStage> RunAsync(ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = connection.Time.GetTimestamp();
        IReadOnlyList<DiscoveredModel> models = [];
        ProviderFailureException? failure = null;
        try
        {
            models = await listing.ReadAsync(withCredential: true, cancellationToken);
        }
        catch (ProviderFailureException e)
        {
            failure = e;
        }

        var listed = connection.Time.GetElapsedTime(start);
        ProbeStage credentials, responding;
        if (failure is null)
        {
            credentials = await JudgeCredentialsAsync(models.Count, listed, cancellationToken);
            responding = models.Count > 0
                ? new(ProbeStageKind.Responding, ProbeVerdict.Passed, $"{dialect.Name} lists {models.Count} {(models.Count == 1 ? "model" : "models")}") { Duration = listed, Proves = ProofLevel.Reachable }
                : new(ProbeStageKind.Responding, ProbeVerdict.Warning, $"{dialect.Name} answers, but lists no models") { Duration = listed, Proves = ProofLevel.Reachable };
        }
        else
        {
            // Not being able to list does not settle it when generating was asked for: some keys and some endpoints only generate.
            var goesOn = request.Generate && (request.ModelId ?? dialect.FirstDefaultModel) is not null;
            (credentials, responding) = ListingStages.Failed(failure, listed, goesOn);
        }

        yield return credentials;
        if (credentials.Verdict == ProbeVerdict.Failed)
            yield break;
        yield return responding;
        if (responding.Verdict == ProbeVerdict.Failed || !request.Generate)
            yield break;
        yield return await new GenerationProbe(connection, dialect, headers, chats)
            .RunAsync(request.ModelId, models, credentials.Proves >= ProofLevel.KeyProven, cancellationToken);
    }

    private async Task<ProbeStage> JudgeCredentialsAsync(int count, TimeSpan listed, CancellationToken cancellationToken)
    {
        if (!headers.HasCredential)
            return new(ProbeStageKind.Credentials, ProbeVerdict.Skipped, "No key is configured, and none is needed to list models") { Proves = ProofLevel.Reachable };
        if (count == 0)
            return Doubtful("The key was not refused, but an empty list proves nothing");
        if (dialect.HostThatChecksKeys is { } host && connection.BaseUrl.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase))
            return Proven();

        // A list that anybody may read is green with any key: ask once without.
        return await KeylessCall.IsRefusedAsync(token => listing.ReadAsync(withCredential: false, token), LimitWithoutKey, connection.Time, cancellationToken) switch
        {
            true => Proven(),
            false => Doubtful("This endpoint does not check keys") with { Detail = "The same call without the key succeeds too" },
            null => Doubtful("The key was not refused, but whether it is checked could not be found out"),
        };

        ProbeStage Proven() => new(ProbeStageKind.Credentials, ProbeVerdict.Passed, "The key is accepted") { Duration = listed, Proves = ProofLevel.KeyProven };

        ProbeStage Doubtful(string summary) => new(ProbeStageKind.Credentials, ProbeVerdict.Warning, summary) { Duration = listed, Proves = ProofLevel.Reachable };
    }
}
