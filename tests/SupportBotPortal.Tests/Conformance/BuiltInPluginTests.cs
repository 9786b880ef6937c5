using SupportBotPortal.PluginTestKit;
using SupportBotPortal.Tests.Conformance.Subjects;

namespace SupportBotPortal.Tests.Conformance;

/// <summary>What ships keeps the contract that third parties are held to.</summary>
public sealed class BuiltInPluginTests(BuiltInBench bench) : IClassFixture<BuiltInBench>
{
    public static MatrixTheoryData<string, string> Cases { get; } =
        new(BuiltInSubjects.All.Select(s => s.Name), ConformanceSuite.Rules.Select(r => r.Id));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_built_in_plugin_keeps_the_rule(string subject, string rule)
    {
        var builtIn = BuiltInSubjects.All.Single(s => s.Name == subject);
        var result = await ConformanceSuite.RunAsync(
            ConformanceSuite.Rules.Single(r => r.Id == rule), await bench.SubjectAsync(builtIn), TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(builtIn.Inapplicable.Contains(rule) ? RuleOutcome.NotApplicable : RuleOutcome.Passed, result.Message);
    }

    [Fact]
    public void Every_type_that_ships_is_examined() => bench.Types.ShouldBe(BuiltInSubjects.All.Select(s => s.Type).Distinct(), ignoreOrder: true);
}
