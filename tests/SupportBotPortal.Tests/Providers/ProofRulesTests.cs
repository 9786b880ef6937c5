using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Providers;

public sealed class ProofRulesTests
{
    [Theory]
    [InlineData(ProbeVerdict.Failed, ProofLevel.ModelProven, true, true, ProofLevel.None)]
    [InlineData(ProbeVerdict.Skipped, ProofLevel.KeyProven, false, true, ProofLevel.Reachable)]
    [InlineData(ProbeVerdict.Skipped, ProofLevel.ModelProven, true, true, ProofLevel.Reachable)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.ModelProven, false, true, ProofLevel.KeyProven)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.ModelProven, true, true, ProofLevel.ModelProven)]
    [InlineData(ProbeVerdict.Warning, ProofLevel.KeyProven, false, true, ProofLevel.KeyProven)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.KeyProven, false, false, ProofLevel.Reachable)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.KeyProven, true, false, ProofLevel.Reachable)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.ModelProven, false, false, ProofLevel.Reachable)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.ModelProven, true, false, ProofLevel.ModelProven)]
    [InlineData(ProbeVerdict.Passed, ProofLevel.None, true, true, ProofLevel.None)]
    public void A_stage_claims_no_more_than_it_can_have_proven(ProbeVerdict verdict, ProofLevel claimed, bool generated, bool hasKey, ProofLevel granted) =>
        ProofRules.Capped(new(ProbeStageKind.Responding, verdict, "…") { Proves = claimed }, new ProbeRequest(generated), hasKey).Proves.ShouldBe(granted);
}
