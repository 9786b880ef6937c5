using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.PluginSdk.ProbeVerdict;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What testing every built-in type has in common.</summary>
public sealed class EveryVendorProbeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> EveryVendor => [.. Vendors.All];

    [Theory]
    [MemberData(nameof(EveryVendor))]
    public async Task Stopping_at_the_token_limit_is_a_success(string vendor)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.StopsAtTokenLimit);
        (await GenerateAsync(bench, vendor))[^1].Proves.ShouldBe(ProofLevel.ModelProven);
    }

    [Theory]
    [MemberData(nameof(EveryVendor))]
    public async Task A_key_that_lists_but_may_not_generate_lacks_permission(string vendor)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.ListOnly);
        var stages = await GenerateAsync(bench, vendor);

        stages.Select(s => s.Verdict).ShouldBe([Passed, Passed, Failed]);
        stages[^1].Cause.ShouldBe(FailureCause.Permission);
    }

    private static async Task<List<ProbeStage>> GenerateAsync(PluginBench bench, string vendor) =>
        await bench.Connect(vendor).ProbeAsync(new(Generate: true), Token).ToListAsync(Token);
}
