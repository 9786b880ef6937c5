using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Recent models refuse sampling: it is sent if asked for, and what a refusal teaches is remembered.</summary>
public sealed class AnthropicSamplingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_model_refuses_is_left_out_from_then_on(bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesSampling);
        await AskAsync(bench.Anthropic(), "claude-opus-5-5", streamed);
        await AskAsync(bench.Anthropic(), "claude-opus-5-5", streamed);

        Sent(bench).ShouldBe(["temperature top_p", "top_p", "", ""]);
    }

    [Fact]
    public async Task What_one_model_refuses_says_nothing_about_another()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesTemperature);
        await AskAsync(bench.Anthropic(), "claude-opus-5-5");
        bench.Fake.Behave(FakeBehaviour.Ok);
        await AskAsync(bench.Anthropic(), "claude-sonnet-5");

        Sent(bench).ShouldBe(["temperature top_p", "top_p", "temperature top_p"]);
    }

    [Fact]
    public async Task A_refusal_that_stays_one_teaches_nothing()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(400, """{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}""");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => AskAsync(bench.Anthropic(), "claude-opus-5-5"));
        (failure.Cause, failure.Parameter, bench.Fake.Requests.Count).ShouldBe((FailureCause.BadParameter, "temperature", 2));

        bench.Fake.Handler = null;
        bench.Fake.ForgetRequests();
        await AskAsync(bench.Anthropic(), "claude-opus-5-5");
        Sent(bench).ShouldBe(["temperature top_p"]);
    }

    [Theory]
    [InlineData("max_tokens: 999999 > 128000, which is the maximum allowed number of output tokens", "max_tokens")]
    [InlineData("messages.0: something about it", null)]
    [InlineData("`top_k` is deprecated for this model.", "top_k")]
    public async Task What_was_not_sent_or_is_needed_is_not_tried_without(string message, string? parameter)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(400, $$$"""{"type":"error","error":{"type":"invalid_request_error","message":"{{{message}}}"}}""");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => AskAsync(bench.Anthropic(), "claude-opus-5-5"));
        (failure.Cause, failure.Parameter, bench.Fake.Requests.Count).ShouldBe((FailureCause.BadParameter, parameter, 1));
    }

    private static async Task AskAsync(IProviderClient client, string model, bool streamed = false)
    {
        using var chat = client.CreateChatClient(model);
        var options = new ChatOptions { Temperature = 0.2f, TopP = 0.5f };
        var answer = streamed
            ? await chat.GetStreamingResponseAsync("hello", options, Token).ToChatResponseAsync(Token)
            : await chat.GetResponseAsync("hello", options, Token);
        answer.Text.ShouldNotBeEmpty();
    }

    private static string[] Sent(PluginBench bench) =>
        [.. bench.Fake.Requests.Select(r => string.Join(' ', new[] { "temperature", "top_p", "top_k" }.Where(f => r.Json[f] is not null)))];
}
