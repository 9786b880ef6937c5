using System.Runtime.CompilerServices;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Tests a connection stage by stage: address, connection and TLS by the portal, the rest by the plugin.</summary>
public sealed class ConnectionTester(ProviderConnector connector, IEgress egress, TimeProvider time)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan GenerationDeadline = TimeSpan.FromSeconds(60);

    /// <summary>Yields each stage as it finishes; ends after the first failed one. Throws only when <paramref name="cancellationToken"/> asks for it.</summary>
    public async IAsyncEnumerable<ProbeStage> RunAsync(ConnectionDraft draft, ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(request);
        var limit = request.Generate ? GenerationDeadline : Deadline;
        using var deadline = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        var kind = ProbeStageKind.Address;
        var started = time.GetTimestamp();
        await using var stages = Stages(draft, request, both.Token).GetAsyncEnumerator(both.Token);
        while (true)
        {
            ProbeStage? stage;
            try
            {
                stage = await stages.MoveNextAsync() ? stages.Current : null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                stage = new(kind, ProbeVerdict.Failed, $"No answer within {limit.TotalSeconds:0} seconds") { Cause = FailureCause.Timeout, Duration = time.GetElapsedTime(started) };
            }
            catch (ProviderFailureException failure)
            {
                stage = ProbeStage.From(kind, failure, time.GetElapsedTime(started));
            }

            if (stage is null) yield break;
            yield return Redaction.Clean(stage, draft.Secrets);
            if (stage.Verdict == ProbeVerdict.Failed) yield break;
            kind = Next(stage.Kind, draft.BaseUrl);
            started = time.GetTimestamp();
        }
    }

    private async IAsyncEnumerable<ProbeStage> Stages(ConnectionDraft draft, ProbeRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stage in egress.InspectAsync(draft.BaseUrl, cancellationToken))
        {
            yield return stage;
            if (stage.Verdict == ProbeVerdict.Failed) yield break;
        }

        await using var client = await connector.ConnectAsync(draft, request.Generate ? EgressProfile.GenerationProbe : EgressProfile.Test, cancellationToken);
        await foreach (var stage in client.ProbeAsync(request, cancellationToken)) yield return ProofRules.Capped(stage, request, draft.Credential.Secret is not null);
    }

    /// <summary>The stage that runs after this one: where a failure without a stage of its own belongs.</summary>
    private static ProbeStageKind Next(ProbeStageKind kind, Uri url) => kind switch
    {
        ProbeStageKind.Address => ProbeStageKind.Connection,
        ProbeStageKind.Connection when url.Scheme == Uri.UriSchemeHttps => ProbeStageKind.Tls,
        ProbeStageKind.Connection or ProbeStageKind.Tls => ProbeStageKind.Credentials,
        ProbeStageKind.Credentials => ProbeStageKind.Responding,
        ProbeStageKind.Responding or ProbeStageKind.Generating => ProbeStageKind.Generating,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
