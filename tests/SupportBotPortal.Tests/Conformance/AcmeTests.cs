using SupportBotPortal.PluginTestKit;
using SupportBotPortal.PluginTestKit.Scripted;
using SupportBotPortal.Tests.Conformance.Acme;
using SupportBotPortal.Tests.Plugins;

namespace SupportBotPortal.Tests.Conformance;

/// <summary>The kit in a stranger's hands: samples/Acme as it was loaded, a script of some sixty lines, one test for all rules.</summary>
public sealed class AcmeTests(PluginFixtureCatalog fixtures) : IClassFixture<PluginFixtureCatalog>
{
    [Fact]
    public async Task The_sample_conforms_and_its_report_says_what_does_not_apply_to_it()
    {
        var report = await ConformanceSuite.RunAsync(
            new()
            {
                Plugin = fixtures["Acme"].Plugin!,
                Credential = new("acme-key", AcmeScript.Key),
                Model = AcmeScript.Models[1],
                Settings = new(new Dictionary<string, string> { ["region"] = "eu" }),
                SettingHeaders = [new("X-Acme-Region", "eu")],
                RetryAfter = TimeSpan.FromSeconds(AcmeScript.RetrySeconds),
                UpstreamAsync = _ => ValueTask.FromResult<IUpstream>(new ScriptedUpstream(new AcmeScript())),
                NotApplicable = new Dictionary<string, string> { ["stream-in-pieces"] = "Acme does not stream: an answer is one piece." },
            },
            TestContext.Current.CancellationToken);

        report.Conforms.ShouldBeTrue(report.ToString());
        report.Results.Where(r => r.Outcome == RuleOutcome.NotApplicable).Select(r => r.Rule.Id).ShouldBe(
            [
                "discovery-all-pages", "discovery-clean-ids", "discovery-no-partial-list", "discovery-ends",
                "proof-no-key-check", "proof-public-list", "proof-other-model",
                "stream-in-pieces", "stream-as-it-comes", "stream-error", "stream-cut-off", "stream-breaks",
                "cause-quota", "cause-within-200",
            ],
            ignoreOrder: true);
        report.ToString().ShouldContain("Acme does not stream");
        report.ToString().ShouldEndWith($"{report.Results.Count - 14} passed, 0 failed, 14 not applicable");
    }
}
