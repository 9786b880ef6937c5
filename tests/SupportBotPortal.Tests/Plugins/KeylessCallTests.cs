using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>The call that finds out whether the key is checked must not cost what is known already.</summary>
public sealed class KeylessCallTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The clock stands still: a regression fails instead of hanging.
    [Theory(Timeout = 20_000)]
    [InlineData(Hang)]
    [InlineData(HangAfterHeaders)]
    public async Task A_listing_that_hangs_without_the_key_leaves_the_key_unproven_after_4_seconds(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync(time: clock);
        bench.Fake.BehaveNext(Ok, behaviour);
        var test = RunAsync(bench, new(), Token);
        await bench.Fake.WaitForRequestsAsync(2, Token);
        clock.Advance(TimeSpan.FromSeconds(4));
        var stages = await test;

        stages.Select(s => (s.Kind, s.Verdict, s.Proves)).ShouldBe(
        [
            (ProbeStageKind.Credentials, ProbeVerdict.Warning, ProofLevel.Reachable),
            (ProbeStageKind.Responding, ProbeVerdict.Passed, ProofLevel.Reachable),
        ]);
        stages[0].Summary.ShouldBe("The key was not refused, but whether it is checked could not be found out");
        await bench.Fake.Requests[1].Aborted.WaitAsync(Token);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(Hang)]
    [InlineData(HangAfterHeaders)]
    public async Task Generating_that_hangs_without_the_key_leaves_the_key_unproven_after_10_seconds(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync(time: clock);
        bench.Fake.BehaveNext(PublicList, PublicList, PublicList, behaviour);
        var test = RunAsync(bench, new(Generate: true), Token);
        await bench.Fake.WaitForRequestsAsync(4, Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        ShouldGenerateUnproven((await test)[^1]);
        await bench.Fake.Requests[3].Aborted.WaitAsync(Token);
    }

    [Theory]
    [InlineData(ConnectionReset)]
    [InlineData(RateLimited)]
    [InlineData(ServerErrorHtml)]
    public async Task Generating_that_fails_otherwise_without_the_key_leaves_the_key_unproven(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync(time: clock);
        bench.Fake.BehaveNext(PublicList, PublicList, PublicList, behaviour);
        ShouldGenerateUnproven((await RunAsync(bench, new(Generate: true), Token))[^1]);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_cancels_the_test_ends_it(bool generate)
    {
        await using var bench = await PluginBench.StartAsync(time: clock);
        bench.Fake.BehaveNext(generate ? [PublicList, PublicList, PublicList, Hang] : [Ok, Hang]);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var test = RunAsync(bench, new(generate), cancel.Token);
        await bench.Fake.WaitForRequestsAsync(generate ? 4 : 2, Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => test);
    }

    private static void ShouldGenerateUnproven(ProbeStage stage)
    {
        (stage.Kind, stage.Verdict, stage.Proves).ShouldBe((ProbeStageKind.Generating, ProbeVerdict.Passed, ProofLevel.Reachable));
        stage.Summary.ShouldBe("The model generates, but whether the key is checked could not be found out");
    }

    private static async Task<List<ProbeStage>> RunAsync(PluginBench bench, ProbeRequest request, CancellationToken cancellationToken) =>
        await bench.Custom().ProbeAsync(request, cancellationToken).ToListAsync(cancellationToken);
}
