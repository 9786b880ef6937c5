using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Providers;

/// <summary>The sentence and the badge claim what was proven, and no more.</summary>
public sealed class TestSummaryTests
{
    [Theory]
    [InlineData(true, ProbeVerdict.Passed, ProofLevel.KeyProven, ProbeVerdict.Passed, null, "accepts the key", "Healthy")]
    [InlineData(true, ProbeVerdict.Passed, ProofLevel.KeyProven, ProbeVerdict.Passed, ProofLevel.ModelProven, "the key is accepted, a model generates", "Healthy")]
    [InlineData(true, ProbeVerdict.Warning, ProofLevel.Reachable, ProbeVerdict.Passed, null, "may tell", "Healthy · key not proven")]
    [InlineData(true, ProbeVerdict.Warning, ProofLevel.Reachable, ProbeVerdict.Passed, ProofLevel.Reachable, "that the key is right was not proven", "Healthy · key not proven")]
    [InlineData(true, ProbeVerdict.Warning, ProofLevel.Reachable, ProbeVerdict.Warning, null, "was not proven", "Healthy · key not proven")]
    [InlineData(false, ProbeVerdict.Skipped, ProofLevel.Reachable, ProbeVerdict.Passed, null, "it needs no key", "Healthy")]
    [InlineData(false, ProbeVerdict.Skipped, ProofLevel.Reachable, ProbeVerdict.Passed, ProofLevel.ModelProven, "a model generates; it needs no key", "Healthy")]
    [InlineData(false, ProbeVerdict.Skipped, ProofLevel.Reachable, ProbeVerdict.Warning, null, "lists no models", "Answers · nothing proven")]
    [InlineData(false, ProbeVerdict.Skipped, ProofLevel.Reachable, ProbeVerdict.Warning, ProofLevel.ModelProven, "a model generates; it needs no key", "Healthy")]
    public void A_passed_test_claims_what_it_proved(bool hasKey, ProbeVerdict credentials, ProofLevel proof, ProbeVerdict responding, ProofLevel? generated, string words, string badge)
    {
        List<ProbeStage> stages = [new(ProbeStageKind.Credentials, credentials, "") { Proves = proof }, new(ProbeStageKind.Responding, responding, "") { Proves = ProofLevel.Reachable }];
        if (generated is { } level) stages.Add(new(ProbeStageKind.Generating, ProbeVerdict.Passed, "") { Proves = level });

        var record = TestSummary.Of(stages, hasKey, TimeSpan.FromMilliseconds(7), DateTime.UnixEpoch, "rosa");

        record.Outcome.ShouldBe(ProviderTestOutcome.Passed);
        record.Message.ShouldContain(words);
        if (!hasKey) record.Message.ShouldNotContain("the key is");
        Web.Pages.Providers.Testing.HealthBadges.Of(record, hasKey).Text.ShouldBe(badge);
        Web.Pages.Providers.Testing.HealthBadges.IsHealthy(record, hasKey).ShouldBe(badge == "Healthy");
    }

    [Fact]
    public void A_plugin_that_claims_nothing_has_not_passed() =>
        TestSummary.Of([new(ProbeStageKind.Credentials, ProbeVerdict.Passed, "Fine")], true, default, DateTime.UnixEpoch, "").Cause.ShouldBe(FailureCause.PluginError);
}
