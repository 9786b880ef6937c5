using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What listing the models of every built-in type has in common.</summary>
public sealed class EveryVendorDiscoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, FakeBehaviour, FailureCause> Failures => FailureTable.Listing();

    public static TheoryData<string> EveryVendor => [.. Vendors.All];

    public static MatrixTheoryData<string, string> EchoedKeys => new(Vendors.All, ["sk-fake-echoed", "sk_fake_echoed_lower_case_like_a_code"]);

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Each_way_of_failing_has_its_cause(string vendor, FakeBehaviour behaviour, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync(o => o.PageSize = 1000);
        bench.Fake.Behave(behaviour);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Connect(vendor).DiscoverModelsAsync(Token));

        failure.Cause.ShouldBe(cause);
        (failure.ToString() + failure.Detail + string.Join(' ', failure.Advice)).ShouldNotContain(Vendors.KeyOf(vendor));
        bench.Fake.Requests.Count.ShouldBe(1, "a redirect must not be followed, nor anything tried again");
    }

    [Theory]
    [MemberData(nameof(EchoedKeys))]
    public async Task A_key_that_the_provider_echoes_is_in_no_message(string vendor, string key)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.EchoesKey);
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => bench.Connect(vendor, key).DiscoverModelsAsync(Token));

        failure.Cause.ShouldBe(FailureCause.Credentials);
        (failure.ToString() + failure.Detail + string.Join(' ', failure.Advice)).ShouldNotContain(key);
        bench.Fake.Requests.ShouldAllBe(r => !r.Path.Contains(key) && !r.Query.Contains(key));
    }

    [Theory]
    [MemberData(nameof(EveryVendor))]
    public async Task A_broken_connection_passes_through_for_the_portal_to_classify(string vendor)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.ConnectionReset);
        await Should.ThrowAsync<HttpRequestException>(() => bench.Connect(vendor).DiscoverModelsAsync(Token));
    }

    [Theory]
    [MemberData(nameof(EveryVendor))]
    public async Task Listing_stops_when_cancelled(string vendor)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.HangAfterHeaders);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var listing = bench.Connect(vendor).DiscoverModelsAsync(cancel.Token);
        await bench.Fake.WaitForRequestsAsync(1, Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => listing);
        await bench.Fake.Requests[0].Aborted.WaitAsync(Token);
    }
}
