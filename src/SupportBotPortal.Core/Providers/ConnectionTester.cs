using System.Runtime.CompilerServices;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Tests a connection stage by stage: address, connection and TLS by the portal, the rest by the plugin.</summary>
public sealed class ConnectionTester(ProviderConnector connector, IEgress egress, TestMeasures measures, TimeProvider time)
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

        using var running = measures.Begin(draft, request);

        ProbeStageKind? last = null;
        var started = time.GetTimestamp();
        await using var stages = Stages(draft, request, both.Token).GetAsyncEnumerator(both.Token);
        while (true)
        {
            ProbeStage? stage;
            running.Enter();
            try
            {
                stage = await stages.MoveNextAsync() ? stages.Current : null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                stage = new(After(last, FailureCause.Timeout, draft.BaseUrl), ProbeVerdict.Failed, $"No answer within {limit.TotalSeconds:0} seconds") { Cause = FailureCause.Timeout, Duration = time.GetElapsedTime(started) };
            }
            catch (ProviderFailureException failure)
            {
                stage = ProbeStage.From(After(last, failure.Cause, draft.BaseUrl), failure, time.GetElapsedTime(started));
            }

            if (stage is null)
            {
                running.Passed();
                yield break;
            }

            // Before it is seen: whoever has seen a failure asks for nothing more.
            if (stage.Verdict == ProbeVerdict.Failed) running.Failed(stage.Cause ?? FailureCause.PluginError);
            yield return Redaction.Clean(stage, draft.Secrets);
            if (stage.Verdict == ProbeVerdict.Failed) yield break;
            last = stage.Kind;
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

    /// <summary>Where a failure without a stage of its own belongs: to the one that was due after the <paramref name="last"/>.</summary>
    private static ProbeStageKind After(ProbeStageKind? last, FailureCause cause, Uri url) => last switch
    {
        null => ProbeStageKind.Address,
        ProbeStageKind.Address => ProbeStageKind.Connection,
        ProbeStageKind.Connection when url.Scheme == Uri.UriSchemeHttps => ProbeStageKind.Tls,
        // The plugin's turn. Only what is the key's fault belongs into its stage: people would look for silence, or a redirect, in the wrong place.
        ProbeStageKind.Connection or ProbeStageKind.Tls => cause is FailureCause.Credentials or FailureCause.Permission ? ProbeStageKind.Credentials : ProbeStageKind.Responding,
        ProbeStageKind.Credentials => ProbeStageKind.Responding,
        ProbeStageKind.Responding or ProbeStageKind.Generating => ProbeStageKind.Generating,
        _ => throw new ArgumentOutOfRangeException(nameof(last)),
    };
}
