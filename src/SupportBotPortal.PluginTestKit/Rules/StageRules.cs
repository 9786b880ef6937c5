using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>The stages of a connection test.</summary>
internal static class StageRules
{
    private static readonly UpstreamScenario[] Various =
    [
        UpstreamScenario.AnswersWell, UpstreamScenario.RefusesKey, UpstreamScenario.DeniesPermission, UpstreamScenario.RateLimited,
        UpstreamScenario.AnswersWithWebPage, UpstreamScenario.ListsNothing, UpstreamScenario.ChecksNoKey,
    ];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("stages-in-order", "Credentials, responding, generating: each at most once, in this order, and none of the portal's own", trial => EachProbeAsync(trial, (attempt, scenario) =>
        {
            var kinds = attempt.Stages.Select(s => s.Kind).ToList();
            Expect(
                kinds.TrueForAll(k => k is ProbeStageKind.Credentials or ProbeStageKind.Responding or ProbeStageKind.Generating) && kinds.Zip(kinds.Skip(1)).All(pair => pair.First < pair.Second),
                $"{attempt.Seen} (scenario {scenario}); credentials, responding and generating are expected, each at most once and in this order.");
            Expect(attempt.Thrown is null && kinds.Count > 0, $"{attempt.Seen} (scenario {scenario}); a failure is expected as a failed stage.");
        })),
        new("stages-complete", "A test that did not fail says whether the provider responds, and whether it generates if it was asked to", trial => EachProbeAsync(trial, (attempt, scenario) =>
        {
            if (attempt.Thrown is not null || attempt.Stages.Exists(s => s.Verdict == ProbeVerdict.Failed))
                return;
            Expect(attempt.Stage(ProbeStageKind.Responding) is not null, $"{attempt.Seen} (scenario {scenario}); the stage Responding is missing, and so the test says of nothing that it works.");
            Expect(
                attempt.Operation == Probe || attempt.Stage(ProbeStageKind.Generating) is not null,
                $"{attempt.Seen} (scenario {scenario}); the stage Generating is missing although the test was asked to generate. If that cannot be tried, say so with a stage that was skipped.");
        })),
        new("stages-end-with-failure", "A failed stage names its cause, and is the last that was tried", trial => EachProbeAsync(trial, (attempt, scenario) =>
        {
            var failed = attempt.Stages.FindIndex(s => s.Verdict == ProbeVerdict.Failed);
            Expect(failed < 0 || attempt.Stages[failed].Cause is not null, $"{attempt.Seen} (scenario {scenario}); a failed stage needs a cause.");
            Expect(failed < 0 || attempt.Stages.Skip(failed + 1).All(s => s.Verdict == ProbeVerdict.Skipped), $"{attempt.Seen} (scenario {scenario}); after a failed stage nothing else is tried.");
        })),
        new("stages-speak", "Each stage says in one short sentence of the plugin's what happened, and one that passed says what it proves", trial => EachProbeAsync(trial, (attempt, scenario) =>
        {
            foreach (var stage in attempt.Stages)
            {
                Expect(stage.Summary is { Length: > 0 and <= 200 } && TextRules.IsSentence(stage.Summary), $"{Told.Of(stage)} (scenario {scenario}); one short sentence is expected.");
                Expect(stage.Verdict != ProbeVerdict.Passed || stage.Proves > ProofLevel.None, $"{Told.Of(stage)} (scenario {scenario}); a stage that passed without saying what it proves makes no test green.");
            }
        })),
        new("stages-tell-time", "Durations are measured with the portal's clock", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var attempt = await trial.RunAsync(GeneratingProbe);
            Expect(
                attempt.Stages.TrueForAll(s => s.Duration >= TimeSpan.Zero && s.Duration.Ticks % PortalHandler.Pace.Ticks == 0) && attempt.Stages.Exists(s => s.Duration > TimeSpan.Zero),
                $"The stages took {string.Join(", ", attempt.Stages.Select(s => $"{s.Duration.TotalMilliseconds} ms"))}; on ProviderConnection.Time each request takes {PortalHandler.Pace.TotalMilliseconds} ms, and other clocks are not asked.");
        }),
        new("stage-of-the-key", "A refused key or a missing right fails in the stage of the credentials, and everything else in another", trial => trial.EachAsync(
            new[]
            {
                (UpstreamScenario.RefusesKey, true), (UpstreamScenario.DeniesPermission, true), (UpstreamScenario.RateLimited, false), (UpstreamScenario.Overloaded, false),
                (UpstreamScenario.Fails, false), (UpstreamScenario.KnowsNoPath, false), (UpstreamScenario.AnswersWithWebPage, false), (UpstreamScenario.AnswersWithOtherJson, false),
            },
            async expected =>
            {
                var (scenario, isOfTheKey) = expected;
                trial.Play(scenario);
                var attempt = await trial.RunAsync(Probe);
                var failed = attempt.Stages.Find(s => s.Verdict == ProbeVerdict.Failed);
                Expect(failed is not null && failed.Kind == ProbeStageKind.Credentials == isOfTheKey, $"{attempt.Seen} (scenario {scenario}); the stage {(isOfTheKey ? ProbeStageKind.Credentials : ProbeStageKind.Responding)} is expected to fail: people would look for the fault in the wrong place.");
            })),
        new("stage-of-generating", "What fails on generating fails in its own stage, with its cause", trial => trial.EachAsync(
            new[]
            {
                (UpstreamScenario.KnowsNoModel, FailureCause.ModelMissing), (UpstreamScenario.DeniesPermission, FailureCause.Permission), (UpstreamScenario.QuotaUsedUp, FailureCause.Quota),
                (UpstreamScenario.RateLimited, FailureCause.RateLimit), (UpstreamScenario.Overloaded, FailureCause.Overloaded), (UpstreamScenario.AnswersWithWebPage, FailureCause.NotTheExpectedApi),
            },
            async expected =>
            {
                var (scenario, cause) = expected;
                trial.Play(scenario, UpstreamPart.Generating);
                var attempt = await trial.RunAsync(GeneratingProbe);
                var stage = attempt.Stage(ProbeStageKind.Generating);
                Expect(stage is { Verdict: ProbeVerdict.Failed } && stage.Cause == cause, $"{attempt.Seen} where listing is well and generating is as in {scenario}; the stage Generating is expected to fail because of {cause}.");
                Expect(attempt.Stage(ProbeStageKind.Credentials)?.Verdict != ProbeVerdict.Failed, $"{attempt.Seen} where only generating is as in {scenario}; the key was accepted for listing.");
            })),
    ];

    private static Task EachProbeAsync(Trial trial, Action<Attempt, UpstreamScenario> check) => trial.EachAsync(Various, async scenario =>
    {
        foreach (var operation in new[] { Probe, GeneratingProbe })
        {
            trial.Play(scenario);
            check(await trial.RunAsync(operation), scenario);
        }
    });
}
