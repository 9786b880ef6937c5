using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeStageKind;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Providers;

public sealed class TestSummaryTests
{
    [Theory]
    [InlineData(Passed, ProofLevel.KeyProven, "The provider answers, the key is accepted, a model generates.")]
    [InlineData(Skipped, ProofLevel.Reachable, "The provider answers, and a model generates.")]
    public void A_model_that_generates_without_a_key_is_proven_and_no_key_is_called_accepted(ProbeVerdict credentials, ProofLevel proves, string sentence)
    {
        ProbeStage[] stages =
        [
            new(Credentials, credentials, "…") { Proves = proves },
            new(Responding, Passed, "…") { Proves = ProofLevel.Reachable },
            new(Generating, Passed, "…") { Proves = ProofLevel.ModelProven },
        ];
        var record = TestSummary.Of(stages, TimeSpan.FromSeconds(1), new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc), "somebody");

        (record.Proof, record.Message).ShouldBe((ProofLevel.ModelProven, sentence));
    }
}
