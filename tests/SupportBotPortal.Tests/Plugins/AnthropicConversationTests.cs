using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>How a conversation looks on Anthropic's side.</summary>
public sealed class AnthropicConversationTests
{
    private const string Model = "claude-sonnet-5-5";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instructions_and_system_messages_stand_apart_and_turns_follow()
    {
        var sent = await SentAsync(
            [
                new(ChatRole.System, "Be kind."),
                new(ChatRole.User, "Hello"),
                new(ChatRole.Assistant, "Hi!"),
                new(ChatRole.User, "How"),
                new(ChatRole.User, "are you?"),
            ],
            new() { Instructions = "You are a support bot." });

        sent["system"]!.GetValue<string>().ShouldBe("You are a support bot.\n\nBe kind.");
        Compact(sent["messages"]!).ShouldBe("""
            [{"role":"user","content":[{"type":"text","text":"Hello"}]},{"role":"assistant","content":[{"type":"text","text":"Hi!"}]},{"role":"user","content":[{"type":"text","text":"How"},{"type":"text","text":"are you?"}]}]
            """);
    }

    [Fact]
    public async Task What_is_asked_for_is_sent_and_what_the_vendor_does_not_have_is_not()
    {
        var sent = await SentAsync([new(ChatRole.User, "Hello")], new()
        {
            MaxOutputTokens = 99,
            Temperature = 0.2f,
            TopP = 0.9f,
            TopK = 7,
            StopSequences = ["END"],
            FrequencyPenalty = 1,
            PresencePenalty = 1,
            Seed = 3,
            ModelId = "claude-opus-5-5",
        });

        sent["messages"] = null;
        Compact(sent).ShouldBe("""
            {"model":"claude-opus-5-5","max_tokens":99,"messages":null,"temperature":0.2,"top_p":0.9,"top_k":7,"stop_sequences":["END"]}
            """);
    }

    [Fact]
    public async Task Images_and_pdf_files_go_along()
    {
        var sent = await SentAsync([new(ChatRole.User,
        [
            new TextContent("What is this?"),
            new DataContent(new byte[] { 1, 2, 3 }, "image/png"),
            new UriContent("https://example.com/a.jpg", "image/jpeg"),
            new DataContent(new byte[] { 4 }, "application/pdf"),
        ])]);

        Compact(sent["messages"]![0]!["content"]!).ShouldBe("""
            [{"type":"text","text":"What is this?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}},{"type":"image","source":{"type":"url","url":"https://example.com/a.jpg"}},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"BA=="}}]
            """);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_before_anything_is()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient(Model);
        ChatMessage[][] unfit =
        [
            [new(ChatRole.User, [new TextContent("Listen"), new DataContent(new byte[] { 1 }, "audio/wav")])],
            [],
            [new(ChatRole.System, "Be kind.")],
            [new(ChatRole.User, "  ")],
        ];
        foreach (var messages in unfit)
            (await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync(messages, cancellationToken: Token))).Cause.ShouldBe(FailureCause.BadParameter);

        bench.Fake.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_is_offered_called_and_its_result_given_back(bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient(Model);
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(Shout, "shout", "Says it louder.")] };
        var conversation = new List<ChatMessage> { new(ChatRole.User, "hello there") };
        var called = await AskAsync(chat, conversation, options, streamed);

        called.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        called.Text.ShouldBe("One moment.");
        var call = called.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ShouldHaveSingleItem();
        (call.CallId, call.Name, call.Arguments!["text"]!.ToString(), call.Exception).ShouldBe(("toolu_fake", "shout", "hello there", null));
        var tool = bench.Fake.Requests[0].Json["tools"]!.AsArray().ShouldHaveSingleItem()!;
        (tool["name"]!.GetValue<string>(), tool["description"]!.GetValue<string>(), tool["input_schema"]!["type"]!.GetValue<string>()).ShouldBe(("shout", "Says it louder.", "object"));
        tool["input_schema"]!["properties"]!["text"]!["type"]!.GetValue<string>().ShouldBe("string");

        conversation.AddRange(called.Messages);
        conversation.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "HELLO THERE")]));
        (await AskAsync(chat, conversation, options, streamed)).Text.ShouldBe("The tool said: HELLO THERE");
        Compact(bench.Fake.Requests[1].Json["messages"]!).ShouldBe("""
            [{"role":"user","content":[{"type":"text","text":"hello there"}]},{"role":"assistant","content":[{"type":"text","text":"One moment."},{"type":"tool_use","id":"toolu_fake","name":"shout","input":{"text":"hello there"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_fake","content":"HELLO THERE"}]}]
            """);
    }

    [Fact]
    public async Task All_results_stand_in_one_message_before_anything_else()
    {
        var sent = await SentAsync(
        [
            new(ChatRole.User, "Do both"),
            new(ChatRole.Assistant, [new FunctionCallContent("1", "a", new Dictionary<string, object?> { ["n"] = 1 }), new FunctionCallContent("2", "b")]),
            new(ChatRole.Tool, [new FunctionResultContent("1", new { Sum = 3 })]),
            new(ChatRole.User, "And hurry"),
            new(ChatRole.Tool, [new FunctionResultContent("2", null) { Exception = new InvalidOperationException("password=secret") }]),
        ]);

        Compact(sent["messages"]![1]!["content"]!).ShouldBe("""
            [{"type":"tool_use","id":"1","name":"a","input":{"n":1}},{"type":"tool_use","id":"2","name":"b","input":{}}]
            """);
        Compact(sent["messages"]![2]!["content"]!).ShouldBe("""
            [{"type":"tool_result","tool_use_id":"1","content":"{\u0022sum\u0022:3}"},{"type":"tool_result","tool_use_id":"2","content":"The function failed.","is_error":true},{"type":"text","text":"And hurry"}]
            """);
    }

    [Theory]
    [InlineData("auto", null, null)]
    [InlineData("auto", false, """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("none", false, """{"type":"none"}""")]
    [InlineData("any", null, """{"type":"any"}""")]
    [InlineData("any", false, """{"type":"any","disable_parallel_tool_use":true}""")]
    [InlineData("shout", null, """{"type":"tool","name":"shout"}""")]
    public async Task Whether_a_tool_must_be_used_is_told(string mode, bool? several, string? expected)
    {
        var sent = await SentAsync([new(ChatRole.User, "Hello")], new()
        {
            Tools = [AIFunctionFactory.Create(Shout, "shout")],
            AllowMultipleToolCalls = several,
            ToolMode = mode switch { "auto" => ChatToolMode.Auto, "none" => ChatToolMode.None, "any" => ChatToolMode.RequireAny, _ => ChatToolMode.RequireSpecific(mode) },
        });

        (sent["tool_choice"]?.ToJsonString()).ShouldBe(expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Arguments_that_are_cut_off_are_said_to_be_broken(bool streamed)
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient(Model);
        if (streamed)
            bench.Fake.AnswerWith(200, """
                data: {"type":"message_start","message":{"id":"m","model":"a"}}

                data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"shout","input":{}}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"text\":\"hel"}}

                data: {"type":"content_block_stop","index":0}

                data: {"type":"message_delta","delta":{"stop_reason":"max_tokens"}}

                data: {"type":"message_stop"}


                """, "text/event-stream");
        else
            bench.Fake.AnswerWith(200, """{"type":"message","content":[{"type":"tool_use","id":"t","name":"shout","input":"{\"text\":\"hel"}],"stop_reason":"max_tokens"}""");
        var answer = await AskAsync(chat, [new(ChatRole.User, "hello")], null, streamed);

        answer.FinishReason.ShouldBe(ChatFinishReason.Length);
        var call = answer.Messages[0].Contents.OfType<FunctionCallContent>().ShouldHaveSingleItem();
        (call.CallId, call.Arguments).ShouldBe(("t", null));
        call.Exception.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"type":"thinking","thinking":"Hm.","signature":"sealed"}""")]
    [InlineData("""{"type":"thinking","thinking":"","signature":"sealed"}""")]
    [InlineData("""{"type":"redacted_thinking","data":"sealed"}""")]
    public async Task A_thought_goes_back_as_it_came_and_only_with_its_seal(string block)
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient(Model);
        bench.Fake.AnswerWith(200, $$"""{"type":"message","content":[{{block}},{"type":"text","text":"Yes."}],"stop_reason":"end_turn"}""");
        var answer = await chat.GetResponseAsync("hello", cancellationToken: Token);
        await chat.GetResponseAsync(
            [new(ChatRole.User, "hello"), .. answer.Messages, new(ChatRole.Assistant, [new TextReasoningContent("of somebody else")]), new(ChatRole.User, "sure?")],
            cancellationToken: Token);

        Compact(bench.Fake.Requests[1].Json["messages"]![1]!["content"]!).ShouldBe($$"""[{{block}},{"type":"text","text":"Yes."}]""");
    }

    [Description("Says it louder.")]
    private static string Shout(string text) => text.ToUpperInvariant();

    private static async Task<JsonObject> SentAsync(ChatMessage[] messages, ChatOptions? options = null)
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Anthropic().CreateChatClient(Model);
        await chat.GetResponseAsync(messages, options, Token);
        return bench.Fake.Requests.ShouldHaveSingleItem().Json.AsObject();
    }

    private static Task<ChatResponse> AskAsync(IChatClient chat, IEnumerable<ChatMessage> messages, ChatOptions? options, bool streamed) => streamed
        ? chat.GetStreamingResponseAsync(messages, options, Token).ToChatResponseAsync(Token)
        : chat.GetResponseAsync(messages, options, Token);

    private static string Compact(JsonNode node) => node.ToJsonString();
}
