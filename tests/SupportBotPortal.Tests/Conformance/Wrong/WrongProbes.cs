using System.Text;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Scripted;
using SupportBotPortal.Tests.Conformance.Exemplar;
using static SupportBotPortal.PluginSdk.ProbeStageKind;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Wrong in what they list, and in what they say of a test.</summary>
internal static class WrongProbes
{
    public static IReadOnlyDictionary<string, Func<ScriptedUpstream, IProviderPlugin>> All { get; } = new Dictionary<string, Func<ScriptedUpstream, IProviderPlugin>>
    {
        ["discovery-lists"] = _ => Make.Listing((models, _) => [.. models, new("ex-invented")]),
        ["discovery-all-pages"] = _ => Make.Listing((models, _) => [.. models.Take(2)]),
        ["discovery-clean-ids"] = _ => Make.Listing((models, _) => [.. models, new("bell\u0007")]),
        ["discovery-empty"] = _ => Make.Listing((models, _) => models.Count > 0 ? models : [new(ExemplarScript.Models[0])]),
        ["discovery-no-partial-list"] = _ => Make.ListingInstead(e => e is ProviderFailureException, ExemplarScript.Models[0]),
        ["discovery-ends"] = _ => Make.ListingInstead(e => e is ProviderFailureException, ExemplarScript.Models[0]),
        ["discovery-is-free"] = _ => new AlteredPlugin
        {
            OnClient = (client, _) => new AlteredClient(client)
            {
                OnDiscover = async token =>
                {
                    using var chat = client.CreateChatClient(ExemplarScript.Models[0]);
                    await chat.GetResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "Are you there?")], cancellationToken: token);
                    return await client.DiscoverModelsAsync(token);
                },
            },
        },

        ["stages-in-order"] = _ => Make.Staging((stages, _) => Enumerable.Reverse(stages)),
        ["stages-complete"] = _ => Make.Staging((stages, _) => stages.Where(s => s.Kind != Responding || s.Verdict == Failed)),
        ["stages-end-with-failure"] = _ => Make.Staging(stage => stage with { Cause = null }),
        ["stages-speak"] = _ => Make.Staging(stage => stage with { Summary = "" }),
        ["stages-tell-time"] = _ => Make.Staging(stage => stage with { Duration = TimeSpan.FromMilliseconds(5) }),
        ["stage-of-the-key"] = _ => Make.Staging(stage => stage.Verdict == Failed ? stage with { Kind = Credentials } : stage),
        ["stage-of-generating"] = _ => Make.Staging(stage => stage is { Kind: Generating, Verdict: Failed } ? stage with { Cause = FailureCause.ProviderError } : stage),

        ["generates-only-when-asked"] = _ => Make.Probing(request => request with { Generate = true }),
        ["generates-when-asked"] = _ => Make.Probing(request => request with { Generate = false }),
        ["generates-without-listing"] = _ => Make.Staging((stages, _) => stages.Exists(s => s is { Kind: Credentials, Verdict: Warning })
            ? [new(Credentials, Failed, "The key may not list models") { Cause = FailureCause.Permission }]
            : stages),
        ["generates-with-the-asked-model"] = _ => Make.Probing(request => request with { ModelId = null }),
        ["no-invented-model"] = _ => Make.Probing(request => request with { ModelId = request.ModelId ?? "test" }),
        ["token-limit-is-success"] = _ => Make.Sending(async (_, request, send) =>
        {
            var answer = await send(request);
            var text = await answer.Content.ReadAsStringAsync();
            answer.Content = new StringContent(text.Contains("\"limit\"", StringComparison.Ordinal) ? "{}" : text, Encoding.UTF8, answer.Content.Headers.ContentType!.MediaType!);
            return answer;
        }),

        ["proof-good-key"] = _ => Make.Staging(stage => stage with { Proves = stage.Proves > ProofLevel.Reachable ? ProofLevel.Reachable : stage.Proves }),
        ["proof-wrong-key"] = _ => Make.Staging(stage => stage.Cause == FailureCause.Credentials ? stage with { Cause = FailureCause.Permission } : stage),
        ["proof-no-key-check"] = _ => BelievesInKeys(),
        ["proof-public-list"] = _ => BelievesInKeys(),
        ["proof-empty-list"] = _ => BelievesInKeys(),
        ["proof-failed"] = _ => Make.Staging(stage => stage.Verdict == Failed ? stage with { Proves = ProofLevel.Reachable } : stage),
        ["proof-skipped"] = _ => Make.Staging(stage => stage.Verdict == Skipped ? stage with { Proves = ProofLevel.KeyProven } : stage),
        ["proof-without-key"] = _ => Make.Staging(stage => stage.Kind == Responding ? stage with { Proves = ProofLevel.KeyProven } : stage),
        ["proof-model-was-asked"] = _ => Make.Staging(stage => stage.Kind == Credentials ? stage with { Proves = ProofLevel.ModelProven } : stage),
        ["proof-other-model"] = _ => Make.Staging(stage => stage is { Kind: Generating, Verdict: Warning } ? stage with { Verdict = Passed, Proves = ProofLevel.ModelProven } : stage),

        ["key-not-in-stages"] = _ => Make.Staging((stages, connection) => stages.Select(s => s with { Detail = $"Sent {Convert.ToBase64String(Encoding.UTF8.GetBytes($"key={connection.Credential.Secret}"))}" })),
        ["key-not-in-models"] = _ => Make.Listing((models, connection) => [.. models.Select(m => m with { DisplayName = $"{m.Id} of {connection.Credential.Secret}" })]),
    };

    private static AlteredPlugin BelievesInKeys() =>
        Make.Staging(stage => stage is { Kind: Credentials, Verdict: Warning } ? stage with { Verdict = Passed, Proves = ProofLevel.KeyProven } : stage);
}
