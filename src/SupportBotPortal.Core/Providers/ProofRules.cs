using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a stage may claim at most, whatever its plugin says: green must not rest on a mistake of a stranger's.</summary>
internal static class ProofRules
{
    public static ProbeStage Capped(ProbeStage stage, ProbeRequest request, bool hasKey)
    {
        var highest = stage.Verdict switch
        {
            ProbeVerdict.Failed => ProofLevel.None,
            // What was not tried shows no more than that somebody answers.
            ProbeVerdict.Skipped => ProofLevel.Reachable,
            _ when request.Generate => ProofLevel.ModelProven,
            _ => ProofLevel.KeyProven,
        };
        // Without a key a model can be proven, but no key.
        if (!hasKey && highest == ProofLevel.KeyProven) highest = ProofLevel.Reachable;
        if (!hasKey && stage.Proves == ProofLevel.KeyProven) highest = ProofLevel.Reachable;
        return stage.Proves > highest ? stage with { Proves = highest } : stage;
    }
}
