using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class ChatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plain_answer_has_text_usage_and_reason()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.OpenAi().CreateChatClient("gpt-6-luna");
        var answer = await chat.GetResponseAsync("hello there", cancellationToken: Token);

        answer.Text.ShouldBe("Hello from the fake gpt-6-luna. You said: hello there");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage!.InputTokenCount.ShouldBe(2);
        bench.Fake.Requests.ShouldHaveSingleItem().Header("Authorization").ShouldBe("Bearer sk-fake-openai");
    }

    [Fact]
    public async Task A_streamed_answer_arrives_in_pieces_and_with_usage()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Custom().CreateChatClient("acme/fake-tuned");
        var updates = await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token);

        updates.Count(u => u.Text.Length > 0).ShouldBeGreaterThan(3);
        var answer = updates.ToChatResponse();
        answer.Text.ShouldBe("Hello from the fake acme/fake-tuned. You said: hello");
        answer.Usage!.OutputTokenCount.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.EchoesKey, FailureCause.Credentials)]
    [InlineData(FakeBehaviour.ListOnly, FailureCause.Permission)]
    [InlineData(FakeBehaviour.ModelNotFound, FailureCause.ModelMissing)]
    [InlineData(FakeBehaviour.PathNotFound, FailureCause.WrongUrl)]
    [InlineData(FakeBehaviour.RateLimited, FailureCause.RateLimit)]
    [InlineData(FakeBehaviour.InsufficientQuota, FailureCause.Quota)]
    [InlineData(FakeBehaviour.ServerErrorHtml, FailureCause.ProviderError)]
    [InlineData(FakeBehaviour.Busy529, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.RedirectSameHost, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.HtmlWith200, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.Garbage, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.WrongJson, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.TruncatedJson, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.EmptyBody, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.GzipBomb, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.HugeBody, FailureCause.NotTheExpectedApi)]
    [InlineData(FakeBehaviour.ErrorInside200, FailureCause.ProviderError)]
    public async Task Each_way_of_failing_has_its_cause_plain_and_streamed(FakeBehaviour behaviour, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        using var chat = bench.Custom().CreateChatClient("fake-small");

        var plain = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token));
        var streamed = await Should.ThrowAsync<ProviderFailureException>(
            async () => await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token));

        (plain.Cause, streamed.Cause).ShouldBe((cause, cause));
        (plain.ToString() + plain.Detail + streamed + streamed.Detail).ShouldNotContain("sk-fake-custom");
        bench.Fake.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(FakeBehaviour.StreamError, FailureCause.Overloaded)]
    [InlineData(FakeBehaviour.StreamCutOff, FailureCause.Connect)]
    [InlineData(FakeBehaviour.StreamReset, FailureCause.Connect)]
    public async Task A_stream_that_fails_midway_delivers_what_came_before_and_then_the_failure(FakeBehaviour behaviour, FailureCause cause)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        using var chat = bench.OpenAi().CreateChatClient("gpt-6-luna");
        var text = "";
        var failure = await Should.ThrowAsync<ProviderFailureException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync("hello", cancellationToken: Token))
                text += update.Text;
        });

        failure.Cause.ShouldBe(cause);
        text.ShouldBe("Hello from");
    }

    [Fact]
    public async Task A_broken_connection_passes_through_for_the_portal_to_classify()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.ConnectionReset);
        using var chat = bench.OpenAi().CreateChatClient("gpt-6-luna");
        await Should.ThrowAsync<HttpRequestException>(() => chat.GetResponseAsync("hello", cancellationToken: Token));
    }

    [Fact]
    public async Task Cancelling_ends_the_call_at_the_provider_too()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.Hang);
        using var chat = bench.OpenAi().CreateChatClient("gpt-6-luna");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answer = chat.GetResponseAsync("hello", cancellationToken: cancel.Token);
        await bench.Fake.WaitForRequestsAsync(1, Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        await bench.Fake.Requests[0].Aborted.WaitAsync(Token);
    }
}
