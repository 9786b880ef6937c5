using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit;
using SupportBotPortal.Tests.Conformance.Exemplar;
using SupportBotPortal.Tests.Conformance.Wrong;
using SupportBotPortal.Tests.Plugins;

namespace SupportBotPortal.Tests.Conformance;

/// <summary>The kit may not see the portal's check of declarations, and must not be milder.</summary>
public sealed class DeclarationTests
{
    public static IEnumerable<TheoryDataRow<string, ProviderType>> Refused => PluginDeclarationTests.Wrong;

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task What_the_portal_refuses_fails_in_the_kit(string words, ProviderType type)
    {
        var subject = ExemplarSubject.Of(Make.Declaring(_ => type));
        var results = new List<RuleResult>();
        foreach (var rule in ConformanceSuite.Rules.Where(r => r.Id.StartsWith("declaration-", StringComparison.Ordinal)))
            results.Add(await ConformanceSuite.RunAsync(rule, subject, TestContext.Current.CancellationToken));

        results.ShouldContain(r => r.Outcome == RuleOutcome.Failed && r.Message.StartsWith("The declaration cannot be used: ", StringComparison.Ordinal), words);
    }
}
