using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.PluginTestKit.Scripted;
using SupportBotPortal.Tests.Conformance.Exemplar;
using SupportBotPortal.Tests.Conformance.Wrong;

namespace SupportBotPortal.Tests.Conformance;

/// <summary>A rule that cannot be broken says nothing: for each there is a plugin, right in all else, that breaks it.</summary>
public sealed class WrongPluginTests
{
    private static readonly Dictionary<string, Func<ScriptedUpstream, IProviderPlugin>> Wrong =
        new[] { WrongCalls.All, WrongProbes.All, WrongAnswers.All, WrongFailures.All }.SelectMany(w => w).ToDictionary();

    public static TheoryData<string> Rules { get; } = [.. ConformanceSuite.Rules.Select(r => r.Id)];

    [Fact]
    public void For_every_rule_there_is_a_plugin_that_breaks_it_and_for_every_such_plugin_a_rule() =>
        Wrong.Keys.ShouldBe(ConformanceSuite.Rules.Select(r => r.Id), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_plugin_that_breaks_the_rule_is_found_out(string rule)
    {
        var upstream = new ScriptedUpstream(new ExemplarScript());
        var subject = ExemplarSubject.Of(Wrong[rule](upstream), upstream) with { Patience = TimeSpan.FromMilliseconds(300) };
        var result = await ConformanceSuite.RunAsync(ConformanceSuite.Rules.Single(r => r.Id == rule), subject, TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(RuleOutcome.Failed);
        result.Message.ShouldNotStartWith("The plugin, or the upstream, threw");
        result.Message.ShouldNotContain(ExemplarScript.Key);
        TestContext.Current.TestOutputHelper!.WriteLine(result.Message);
    }
}
