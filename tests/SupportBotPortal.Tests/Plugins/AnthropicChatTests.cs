using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class AnthropicChatTests
{
    private const string Model = "claude-sonnet-5-5";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plain_answer_has_text_usage_reason_and_the_model_that_answered()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient("claude-haiku-5-5");
        var answer = await chat.GetResponseAsync("hello there", cancellationToken: Token);

        answer.Text.ShouldBe("Hello from the fake claude-haiku-5-5. You said: hello there");
        (answer.FinishReason, answer.ModelId, answer.ResponseId).ShouldBe((ChatFinishReason.Stop, "claude-haiku-5-5-20260801", "msg_fake"));
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount).ShouldBe((2, 9, 11));
        var request = bench.Fake.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.Header("x-api-key"), request.Header("Authorization")).ShouldBe(("POST", "/anthropic/v1/messages", "sk-fake-anthropic", null));
        request.Json["max_tokens"]!.GetValue<int>().ShouldBe(4096, "the vendor requires one");
        request.Json.AsObject().Select(p => p.Key).ShouldBe(["model", "max_tokens", "messages"], "nothing is sent that was not asked for");
    }

    [Fact]
    public async Task A_streamed_answer_arrives_in_pieces_and_means_the_same()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient("claude-haiku-5-5");
        var updates = await chat.GetStreamingResponseAsync("hello there", cancellationToken: Token).ToListAsync(Token);

        updates.Count(u => u.Text.Length > 0).ShouldBeGreaterThan(3);
        var answer = updates.ToChatResponse();
        answer.Text.ShouldBe("Hello from the fake claude-haiku-5-5. You said: hello there");
        (answer.FinishReason, answer.ModelId, answer.ResponseId).ShouldBe((ChatFinishReason.Stop, "claude-haiku-5-5-20260801", "msg_fake"));
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount).ShouldBe((2, 9, 11));
        var request = bench.Fake.Requests.ShouldHaveSingleItem();
        (request.Json["stream"]!.GetValue<bool>(), request.Header("Accept")).ShouldBe((true, "text/event-stream"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Thoughts_are_no_text_and_the_limit_is_told(bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.StopsAtTokenLimit);
        var answer = await AskAsync(bench, "hello", streamed);

        (answer.Text, answer.FinishReason).ShouldBe(("", ChatFinishReason.Length));
        var thought = answer.Messages[0].Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem();
        (thought.Text, thought.ProtectedData).ShouldBe(("Let me think about", "sealed-thought"));
    }

    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("refusal", "content_filter")]
    [InlineData("pause_turn", "pause_turn")]
    public async Task Why_it_stopped_is_told_in_common_words(string reason, string expected)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $$"""{"type":"message","content":[],"stop_reason":"{{reason}}"}""");
        (await AskAsync(bench, "hello", streamed: false)).FinishReason!.Value.Value.ShouldBe(expected);
    }

    [Fact]
    public async Task What_the_cache_took_part_in_belongs_to_the_input()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, """
            {"type":"message","content":[],"usage":{"input_tokens":3,"cache_creation_input_tokens":20,"cache_read_input_tokens":100,"output_tokens":7}}
            """);
        var usage = (await AskAsync(bench, "hello", streamed: false)).Usage!;
        (usage.InputTokenCount, usage.CachedInputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount).ShouldBe((123, 100, 7, 130));
    }

    [Theory]
    [InlineData("")]
    [InlineData(": a comment\n\n")]
    [InlineData("data: not json\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\ndata: [DONE]\n\n")]
    [InlineData("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")]
    public async Task A_stream_of_something_else_is_no_answer(string events)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, events, "text/event-stream");
        (await Should.ThrowAsync<ProviderFailureException>(() => AskAsync(bench, "hello", streamed: true))).Cause.ShouldBe(FailureCause.NotTheExpectedApi);
    }

    [Fact]
    public async Task An_event_without_end_is_no_answer()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, $"data: {{\"type\":\"message_start\",\"x\":\"{new string('x', 2 << 20)}\"}}\n\n", "text/event-stream");
        (await Should.ThrowAsync<ProviderFailureException>(() => AskAsync(bench, "hello", streamed: true))).Cause.ShouldBe(FailureCause.NotTheExpectedApi);
    }

    [Fact]
    public async Task Events_and_blocks_that_are_not_known_are_skipped()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, """
            data: {"type":"message_start","message":{"id":"m","model":"a","usage":{"input_tokens":1,"output_tokens":1}}}

            data: {"type":"weather","wind":3}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"s","name":"web_search"}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}

            data: {"type":"content_block_stop","index":0}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":"He"}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"llo"}}

            data: {"type":"content_block_stop","index":1}

            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":5,"output_tokens":4}}

            data: {"type":"message_stop"}


            """, "text/event-stream");
        var answer = await AskAsync(bench, "hello", streamed: true);

        (answer.Text, answer.FinishReason).ShouldBe(("Hello", ChatFinishReason.Stop));
        answer.Messages.ShouldHaveSingleItem().Contents.ShouldHaveSingleItem();
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount).ShouldBe((5, 4), "later counts replace earlier ones");
    }

    private static async Task<ChatResponse> AskAsync(PluginBench bench, string text, bool streamed, ChatOptions? options = null, CancellationToken? cancellationToken = null)
    {
        using var chat = bench.Anthropic().CreateChatClient(Model);
        return streamed
            ? await chat.GetStreamingResponseAsync(text, options, cancellationToken ?? Token).ToChatResponseAsync(cancellationToken ?? Token)
            : await chat.GetResponseAsync(text, options, cancellationToken ?? Token);
    }
}
