using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What conversations with every built-in type have in common.</summary>
public sealed class EveryVendorChatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, FakeBehaviour, FailureCause> Failures => FailureTable.Chatting();

    public static MatrixTheoryData<string, bool> VendorsPlainAndStreamed => new(Vendors.All, [false, true]);

    public static MatrixTheoryData<string, (FakeBehaviour, FailureCause)> StreamFailures => new(Vendors.All,
    [
        (FakeBehaviour.StreamError, FailureCause.Overloaded),
        (FakeBehaviour.StreamCutOff, FailureCause.Connect),
        (FakeBehaviour.StreamReset, FailureCause.Connect),
    ]);

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Each_way_of_failing_has_its_cause_plain_and_streamed(string vendor, FakeBehaviour behaviour, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        foreach (var streamed in new[] { false, true })
        {
            var failure = await Should.ThrowAsync<ProviderFailureException>(() => SayHelloAsync(bench, vendor, streamed, Token));
            failure.Cause.ShouldBe(cause);
            (failure.ToString() + failure.Detail + string.Join(' ', failure.Advice)).ShouldNotContain(Vendors.KeyOf(vendor));
        }

        bench.Fake.Requests.Count.ShouldBe(2, "a redirect must not be followed, nor anything tried again");
    }

    [Theory]
    [MemberData(nameof(StreamFailures))]
    public async Task A_stream_that_fails_midway_delivers_what_came_before_and_then_the_failure(string vendor, (FakeBehaviour Behaviour, FailureCause Cause) expected)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(expected.Behaviour);
        using var chat = bench.Connect(vendor).CreateChatClient(Vendors.ModelOf(vendor));
        var text = "";
        var failure = await Should.ThrowAsync<ProviderFailureException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync("hello", cancellationToken: Token))
                text += update.Text;
        });

        failure.Cause.ShouldBe(expected.Cause);
        text.ShouldBe("Hello from");
    }

    [Theory]
    [MemberData(nameof(VendorsPlainAndStreamed))]
    public async Task A_broken_connection_passes_through_for_the_portal_to_classify(string vendor, bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.ConnectionReset);
        await Should.ThrowAsync<HttpRequestException>(() => SayHelloAsync(bench, vendor, streamed, Token));
    }

    [Theory]
    [MemberData(nameof(VendorsPlainAndStreamed))]
    public async Task Cancelling_ends_the_call_at_the_provider_too(string vendor, bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        foreach (var behaviour in new[] { FakeBehaviour.Hang, FakeBehaviour.HangAfterHeaders })
        {
            bench.Fake.StartOver();
            bench.Fake.Behave(behaviour);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var answer = SayHelloAsync(bench, vendor, streamed, cancel.Token);
            await bench.Fake.WaitForRequestsAsync(1, Token);
            await cancel.CancelAsync();

            await Should.ThrowAsync<OperationCanceledException>(() => answer);
            await bench.Fake.Requests[0].Aborted.WaitAsync(Token);
        }
    }

    private static async Task SayHelloAsync(PluginBench bench, string vendor, bool streamed, CancellationToken cancellationToken)
    {
        using var chat = bench.Connect(vendor).CreateChatClient(Vendors.ModelOf(vendor));
        if (streamed)
            await chat.GetStreamingResponseAsync("hello", cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        else
            await chat.GetResponseAsync("hello", cancellationToken: cancellationToken);
    }
}
