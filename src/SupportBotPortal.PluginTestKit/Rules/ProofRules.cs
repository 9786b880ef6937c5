using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>What a green badge may claim: reachable, key proven, model proven, and never more than was shown.</summary>
internal static class ProofRules
{
    private static readonly UpstreamScenario[] Failures =
    [
        UpstreamScenario.RefusesKey, UpstreamScenario.DeniesPermission, UpstreamScenario.QuotaUsedUp, UpstreamScenario.RateLimited, UpstreamScenario.Overloaded,
        UpstreamScenario.Fails, UpstreamScenario.KnowsNoPath, UpstreamScenario.AnswersWithWebPage, UpstreamScenario.AnswersWithOtherJson, UpstreamScenario.AnswersWithNothing,
    ];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("proof-good-key", "A key that was accepted where a wrong one is refused is proven", async trial =>
        {
            _ = trial.Key;
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Probe);
            Expect(attempt.Thrown is null && attempt.Proves >= ProofLevel.KeyProven && attempt.Stages.TrueForAll(s => s.Verdict == ProbeVerdict.Passed), $"{attempt.Seen}; all stages are expected to pass, and the key to be proven.");
        }),
        new("proof-wrong-key", "A wrong key fails with the cause Credentials and proves nothing", async trial =>
        {
            var wrong = trial.Key + "-and-more";
            foreach (var operation in new[] { Probe, GeneratingProbe, Discovery, Chat, StreamedChat })
            {
                trial.Play(UpstreamScenario.AnswersWell);
                var attempt = await trial.RunAsync(operation, setup => setup.WithKey(wrong));
                Expect(attempt.Cause == FailureCause.Credentials && attempt.Proves == ProofLevel.None, $"{attempt.Seen} with a wrong key; the cause Credentials is expected, and nothing proven.");
            }
        }),
        new("proof-no-key-check", "Where any key does, none is proven, not even by generating", async trial =>
        {
            await ProvesNoKeyAsync(trial, UpstreamScenario.ChecksNoKey, Probe, otherProof: false);
            await ProvesNoKeyAsync(trial, UpstreamScenario.ChecksNoKey, GeneratingProbe, otherProof: false);
        }),
        new("proof-public-list", "A list that anybody may read proves no key", trial => ProvesNoKeyAsync(trial, UpstreamScenario.ListsForAnybody, Probe, otherProof: true)),
        new("proof-empty-list", "An empty list proves no key", trial => ProvesNoKeyAsync(trial, UpstreamScenario.ListsNothing, Probe, otherProof: true)),
        new("proof-failed", "A failed stage proves nothing, and a test that failed is not green", trial => trial.EachAsync(Failures, async scenario =>
        {
            trial.Play(scenario);
            var attempt = await trial.RunAsync(Probe);
            Expect(attempt.Proves == ProofLevel.None && !attempt.Stages.Exists(s => s.Verdict == ProbeVerdict.Passed), $"{attempt.Seen} (scenario {scenario}); nothing may pass or be proven.");
        })),
        new("proof-skipped", "A stage that was skipped proves no key", trial => trial.EachAsync(
            [UpstreamScenario.AnswersWell, UpstreamScenario.ListsNothing, UpstreamScenario.ChecksNoKey, UpstreamScenario.DeniesPermission],
            async scenario =>
            {
                foreach (var key in new[] { trial.Subject.Credential.Secret, null })
                {
                    trial.Play(scenario);
                    var attempt = await trial.RunAsync(GeneratingProbe, setup => setup.WithKey(key));
                    Expect(!attempt.Stages.Exists(s => s.Verdict == ProbeVerdict.Skipped && s.Proves > ProofLevel.Reachable), $"{attempt.Seen} (scenario {scenario}); what was skipped shows no more than that somebody answers.");
                }
            })),
        new("proof-without-key", "Without a key none is proven", trial => trial.EachAsync(
            [UpstreamScenario.AnswersWell, UpstreamScenario.ChecksNoKey],
            async scenario =>
            {
                foreach (var operation in new[] { Probe, GeneratingProbe })
                {
                    trial.Play(scenario);
                    var attempt = await trial.RunAsync(operation, setup => setup.WithKey(null));
                    Expect(attempt.Proves != ProofLevel.KeyProven && !attempt.Stages.Exists(s => s.Proves == ProofLevel.KeyProven), $"{attempt.Seen} although no key is configured (scenario {scenario}); there is none to prove.");
                    Expect(attempt.Proves <= ProofLevel.Reachable || trial.Upstream.Requests.Any(r => r.Model is not null), $"{attempt.Seen} although no key is configured and no model was asked (scenario {scenario}).");
                }
            })),
        new("proof-model-was-asked", "A model is proven only by a request to it that went well", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Probe);
            Expect(
                attempt.Proves < ProofLevel.ModelProven || trial.Upstream.Requests.Any(r => r.Model is not null),
                $"{attempt.Seen}, and no request was about a model: it was neither made to generate nor to count tokens.");
        }),
        new("proof-other-model", "A model that answers under another name is not proven, and the test says so", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersAsAnotherModel, UpstreamPart.Generating);
            var attempt = await trial.RunAsync(GeneratingProbe);
            Expect(
                attempt.Stage(ProbeStageKind.Generating) is { Verdict: ProbeVerdict.Warning or ProbeVerdict.Failed, Proves: < ProofLevel.ModelProven },
                $"{attempt.Seen} where another model answered; a warning is expected, and the model not proven. A dated snapshot of the asked alias is no other model: let the upstream answer with one that is.");
        }),
    ];

    /// <summary>With <paramref name="otherProof"/> a model may have shown it instead: asked with the key and without, and the vendor checked it there.</summary>
    private static async Task ProvesNoKeyAsync(Trial trial, UpstreamScenario scenario, Operation operation, bool otherProof)
    {
        var key = new KeySearch(trial.Key);
        trial.Play(scenario);
        var attempt = await trial.RunAsync(operation);
        var aboutModels = trial.Upstream.Requests.Where(r => r.Model is not null).Select(r => r.Headers.Any(h => key.IsIn(h.Value))).Distinct().Count();
        var most = otherProof && aboutModels == 2 ? ProofLevel.ModelProven : ProofLevel.Reachable;
        Expect(attempt.Thrown is null && attempt.Proves <= most, $"{attempt.Seen} (scenario {scenario}); at most {most} is shown.");
        Expect(attempt.Stage(ProbeStageKind.Credentials)?.Verdict != ProbeVerdict.Passed, $"{attempt.Seen} (scenario {scenario}); the stage Credentials cannot pass: that is at best a warning.");
    }
}
