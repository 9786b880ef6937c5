using SupportBotPortal.PluginTestKit;
using SupportBotPortal.Tests.Conformance.Exemplar;

namespace SupportBotPortal.Tests.Conformance;

/// <summary>All rules can be kept at once, and none is passed over.</summary>
public sealed class ExemplarTests
{
    public static TheoryData<string> Rules { get; } = [.. ConformanceSuite.Rules.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_exemplar_keeps_the_rule(string rule)
    {
        var result = await ConformanceSuite.RunAsync(ConformanceSuite.Rules.Single(r => r.Id == rule), ExemplarSubject.Of(new ExemplarPlugin()), TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(RuleOutcome.Passed, result.Message);
        result.Message.ShouldBeEmpty();
    }
}
