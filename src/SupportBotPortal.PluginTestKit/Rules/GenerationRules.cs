using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>The part of a test that may cost money.</summary>
internal static class GenerationRules
{
    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("generates-only-when-asked", "A test generates only if it was asked to", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(Probe);
            Expect(!trial.Upstream.Requests.Any(r => r.Generates) && attempt.Stage(ProbeStageKind.Generating) is null, $"The test made a model generate, or reported so, without having been asked: that costs money. {attempt.Seen}.");
        }),
        new("generates-when-asked", "A test that is asked to generate does so, and proves the model", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(GeneratingProbe);
            var stage = attempt.Stage(ProbeStageKind.Generating);
            Expect(trial.Upstream.Requests.Any(r => r.Generates) && stage is { Verdict: ProbeVerdict.Passed, Proves: ProofLevel.ModelProven }, $"{attempt.Seen}; the stage Generating is expected to pass and to prove the model, after a request that generates.");
        }),
        new("generates-without-listing", "A key that may generate and not list passes a test that generates, with a warning", async trial =>
        {
            _ = trial.Key;
            trial.Play(UpstreamScenario.DeniesPermission, UpstreamPart.NotGenerating);
            var attempt = await trial.RunAsync(GeneratingProbe);
            Expect(
                attempt.Thrown is null && attempt.Stage(ProbeStageKind.Generating) is { Verdict: ProbeVerdict.Passed, Proves: ProofLevel.ModelProven },
                $"{attempt.Seen} where the key may generate and may not list; the portal tells people to test such a key with a short answer, so generate nevertheless, and let that decide.");
            Expect(
                attempt.Stage(ProbeStageKind.Credentials)?.Verdict == ProbeVerdict.Warning,
                $"{attempt.Seen} where the key may generate and may not list; a warning is expected in the stage Credentials.");
        }),
        new("generates-with-the-asked-model", "The model that was asked for is the one that generates", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            await trial.RunAsync(GeneratingProbe);
            var models = trial.Upstream.Requests.Where(r => r.Generates).Select(r => r.Model ?? "").ToList();
            Expect(models.Count > 0 && models.TrueForAll(m => m == trial.Subject.Model), $"The test generated with {Told.List(models)}; “{trial.Subject.Model}” was asked for.");
        }),
        new("no-invented-model", "No model is named that was neither asked for, nor listed, nor is a default", trial => trial.EachAsync(
            [UpstreamScenario.AnswersWell, UpstreamScenario.ListsNothing, UpstreamScenario.ChecksNoKey],
            async scenario =>
            {
                trial.Play(scenario);
                await trial.RunAsync(ChoosingProbe);
                var known = trial.Upstream.Models.Concat((await trial.TypeAsync()).DefaultModels).ToHashSet(StringComparer.Ordinal);
                var invented = trial.Upstream.Requests.Select(r => r.Model).OfType<string>().Where(m => !known.Contains(m)).ToList();
                Expect(invented.Count == 0, $"The test named {Told.List(invented)} (scenario {scenario}); gateways answer an invented name as they answer a wrong key.");
            })),
        new("generates-enough", "A test allows 16 tokens at least, and sets a limit", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            await trial.RunAsync(GeneratingProbe);
            foreach (var request in trial.Upstream.Requests.Where(r => r.Generates))
            {
                var limit = TokenLimit.Of(request, trial.Subject);
                Expect(limit is not null, "No limit of tokens was found in the request: a test should cost little. If the vendor names it in an unusual way, set PluginSubject.TokenLimit.");
                Expect(limit >= 16, $"The test allows {limit} tokens; with fewer than 16, healthy models that reason fail.");
            }
        }),
        new("token-limit-is-success", "A model that stops because of the token limit has generated", async trial =>
        {
            trial.Play(UpstreamScenario.StopsAtTokenLimit, UpstreamPart.Generating);
            var attempt = await trial.RunAsync(GeneratingProbe);
            Expect(attempt.Stage(ProbeStageKind.Generating) is { Verdict: ProbeVerdict.Passed, Proves: ProofLevel.ModelProven }, $"{attempt.Seen} where the model stopped at the limit of tokens; the stage Generating is expected to pass.");
        }),
    ];
}
