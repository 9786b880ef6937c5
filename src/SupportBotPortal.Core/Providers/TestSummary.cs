using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What all stages of a test together mean.</summary>
public static class TestSummary
{
    private const string NothingProven = "The plugin says of none of its steps what it proves (ProbeStage.Proves), so nothing is proven. Tell its publisher.";

    /// <param name="stages">In the order in which they finished.</param>
    /// <param name="hasKey">Whether there was a key to prove.</param>
    public static ProviderTestRecord Of(IReadOnlyList<ProbeStage> stages, bool hasKey, TimeSpan total, DateTime at, string startedBy)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var failed = stages.FirstOrDefault(s => s.Verdict == ProbeVerdict.Failed);
        var proof = stages.Select(s => s.Proves).DefaultIfEmpty().Max();
        // A plugin that claims nothing has proven nothing, however many stages it passed.
        var passed = failed is null && proof > ProofLevel.None;
        // An empty list is an answer, but where no key is asked for it is all there is: nothing shows that a model can be used.
        if (passed && !hasKey && proof == ProofLevel.Reachable && VerdictOf(stages, ProbeStageKind.Responding) == ProbeVerdict.Warning) proof = ProofLevel.None;
        return new ProviderTestRecord
        {
            At = at,
            Outcome = passed ? ProviderTestOutcome.Passed : ProviderTestOutcome.Failed,
            Cause = passed ? null : failed?.Cause ?? FailureCause.PluginError,
            Message = failed?.Summary ?? (passed ? Say(proof, hasKey, VerdictOf(stages, ProbeStageKind.Generating)) : NothingProven),
            Milliseconds = (int)Math.Min(total.TotalMilliseconds, int.MaxValue),
            Proof = proof,
            StartedBy = startedBy,
        };
    }

    private static ProbeVerdict? VerdictOf(IReadOnlyList<ProbeStage> stages, ProbeStageKind kind) => stages.FirstOrDefault(s => s.Kind == kind)?.Verdict;

    private static string Say(ProofLevel proof, bool hasKey, ProbeVerdict? generated) => (proof, hasKey, generated) switch
    {
        (ProofLevel.ModelProven, true, _) => "The provider answers, the key is accepted, a model generates.",
        (ProofLevel.ModelProven, false, _) => "The provider answers and a model generates; it needs no key.",
        (ProofLevel.KeyProven, _, _) => "The provider answers and accepts the key.",
        (ProofLevel.Reachable, false, _) => "The provider answers; it needs no key.",
        (ProofLevel.Reachable, true, ProbeVerdict.Passed) => "A model generates, but that the key is right was not proven.",
        (ProofLevel.Reachable, true, null or ProbeVerdict.Skipped) => "The provider answers. Whether the key is right was not proven: “Test with a short answer” may tell.",
        (ProofLevel.Reachable, true, _) => "The provider answers. Whether the key is right was not proven.",
        _ => "The provider answers, but lists no models: nothing shows that one can be used. Name a model, and choose “Test with a short answer”.",
    };
}
