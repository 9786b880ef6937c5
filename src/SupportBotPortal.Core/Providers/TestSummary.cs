using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What all stages of a test together mean.</summary>
public static class TestSummary
{
    public static ProviderTestRecord Of(IReadOnlyList<ProbeStage> stages, TimeSpan total, DateTime at, string startedBy)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var failed = stages.FirstOrDefault(s => s.Verdict == ProbeVerdict.Failed);
        var proof = stages.Select(s => s.Proves).DefaultIfEmpty().Max();
        // A plugin that claims nothing has proven nothing, however many stages it passed.
        var passed = failed is null && proof > ProofLevel.None;
        return new ProviderTestRecord
        {
            At = at,
            Outcome = passed ? ProviderTestOutcome.Passed : ProviderTestOutcome.Failed,
            Cause = passed ? null : failed?.Cause ?? FailureCause.PluginError,
            Message = failed?.Summary ?? (passed ? Say(proof, stages.Any(s => s is { Kind: ProbeStageKind.Credentials, Verdict: ProbeVerdict.Skipped })) : "The plugin reported no result."),
            Milliseconds = (int)Math.Min(total.TotalMilliseconds, int.MaxValue),
            Proof = proof,
            StartedBy = startedBy,
        };
    }

    private static string Say(ProofLevel proof, bool keyless) => proof switch
    {
        ProofLevel.ModelProven => keyless ? "The provider answers, and a model generates." : "The provider answers, the key is accepted, a model generates.",
        ProofLevel.KeyProven => "The provider answers and accepts the key.",
        ProofLevel.Reachable => keyless ? "The provider answers; it needs no key." : "The provider answers. Whether the key is right was not proven: “Test with a short answer” may tell.",
        _ => "",
    };
}
