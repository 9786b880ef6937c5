using Microsoft.Extensions.AI;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class GoogleChatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plain_answer_has_text_usage_reason_and_model()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.AnswersWithVersion);
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var answer = await chat.GetResponseAsync("hello there", cancellationToken: Token);

        answer.Text.ShouldBe("Hello from the fake gemini-3.6-flash. You said: hello there");
        (answer.FinishReason, answer.ModelId).ShouldBe((ChatFinishReason.Stop, "gemini-3.6-flash-001"));
        (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount).ShouldBe((2, 9, 11));
    }

    [Fact]
    public async Task A_streamed_answer_arrives_in_pieces_and_with_usage_once()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var updates = await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token);

        updates.Count(u => u.Text.Length > 0).ShouldBeGreaterThan(3);
        var answer = updates.ToChatResponse();
        answer.Text.ShouldBe("Hello from the fake gemini-3.6-flash. You said: hello");
        (answer.FinishReason, answer.Usage!.OutputTokenCount).ShouldBe((ChatFinishReason.Stop, 8));
        answer.Messages.ShouldHaveSingleItem();
        bench.Fake.Requests.ShouldHaveSingleItem().Query.ShouldBe("?alt=sse");
    }

    [Fact]
    public async Task Sums_that_each_piece_repeats_are_not_added_up_and_thoughts_count_as_put_out()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(200, string.Concat(
            """data: {"candidates":[{"content":{"parts":[{"text":"Hmm.","thought":true}]}}],"usageMetadata":{"promptTokenCount":5,"thoughtsTokenCount":3,"totalTokenCount":8}}""", "\n\n",
            """data: {"unknown":"event"}""", "\n\n",
            """data: {"candidates":[{"content":{"parts":[{"text":"Yes."}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":5,"thoughtsTokenCount":3,"candidatesTokenCount":2,"cachedContentTokenCount":4,"totalTokenCount":10}}""", "\n\n"), "text/event-stream");
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var answer = (await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token)).ToChatResponse();

        answer.Text.ShouldBe("Yes.", "thoughts are not said to customers");
        answer.Messages.Single().Contents.OfType<TextReasoningContent>().Single().Text.ShouldBe("Hmm.");
        var usage = answer.Usage!;
        (usage.InputTokenCount, usage.OutputTokenCount, usage.ReasoningTokenCount, usage.CachedInputTokenCount, usage.TotalTokenCount).ShouldBe((5, 5, 3, 4, 10));
    }

    [Fact]
    public async Task The_conversation_and_its_settings_are_sent_as_Google_names_them()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Google().CreateChatClient("models/gemini-3.6-flash");
        await chat.GetResponseAsync(
            [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Hello"), new(ChatRole.User, [new TextContent("What is"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")])],
            new() { Instructions = "Be short.", Temperature = 0.25f, TopP = 0.5f, TopK = 7, MaxOutputTokens = 99, StopSequences = ["END"], FrequencyPenalty = 0.5f, PresencePenalty = 0.25f, Seed = 3, ResponseFormat = ChatResponseFormat.Json },
            Token);

        var request = bench.Fake.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/google/v1beta/models/gemini-3.6-flash:generateContent");
        request.Json.ToJsonString().ShouldBe(System.Text.Json.Nodes.JsonNode.Parse("""
            {
              "contents": [
                { "role": "user", "parts": [ { "text": "Hi" } ] },
                { "role": "model", "parts": [ { "text": "Hello" } ] },
                { "role": "user", "parts": [ { "text": "What is" }, { "inlineData": { "mimeType": "image/png", "data": "AQID" } } ] }
              ],
              "systemInstruction": { "parts": [ { "text": "Be short." }, { "text": "Be kind." } ] },
              "generationConfig": {
                "temperature": 0.25, "topP": 0.5, "topK": 7, "maxOutputTokens": 99, "frequencyPenalty": 0.5, "presencePenalty": 0.25, "seed": 3,
                "stopSequences": [ "END" ], "responseMimeType": "application/json"
              }
            }
            """)!.ToJsonString());
    }

    [Theory]
    [InlineData(FakeBehaviour.BlocksPrompt)]
    [InlineData(FakeBehaviour.BlocksAnswer)]
    public async Task What_a_filter_withheld_is_an_answer_without_text_and_says_so(FakeBehaviour behaviour)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(behaviour);
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var plain = await chat.GetResponseAsync("hello", cancellationToken: Token);
        var streamed = (await chat.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token)).ToChatResponse();

        foreach (var answer in new[] { plain, streamed })
            (answer.Text, answer.FinishReason).ShouldBe(("", ChatFinishReason.ContentFilter));
    }

    [Fact]
    public async Task A_refused_temperature_is_left_out_from_then_on()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesTemperature);
        await using var client = bench.Google();
        foreach (var streamed in new[] { false, true })
        {
            using var chat = client.CreateChatClient("gemini-3.6-flash");
            var options = new ChatOptions { Temperature = 0.2f, MaxOutputTokens = 64 };
            if (streamed)
                (await chat.GetStreamingResponseAsync("hello", options, Token).ToListAsync(Token)).ShouldNotBeEmpty();
            else
                (await chat.GetResponseAsync("hello", options, Token)).Text.ShouldNotBeEmpty();
        }

        bench.Fake.Requests.Select(r => r.Json["generationConfig"]!["temperature"] is not null).ShouldBe([true, false, false]);
        bench.Fake.Requests.ShouldAllBe(r => r.Json["generationConfig"]!["maxOutputTokens"] != null);
    }

    [Fact]
    public async Task Several_refused_fields_are_learned_one_after_the_other()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesSampling);
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var options = new ChatOptions { Temperature = 0.2f, TopP = 0.5f, TopK = 3, Seed = 1 };
        await chat.GetResponseAsync("hello", options, Token);
        await chat.GetResponseAsync("hello", options, Token);

        bench.Fake.Requests.Select(r => string.Join(' ', r.Json["generationConfig"]!.AsObject().Select(f => f.Key))).ShouldBe(
            ["temperature topP topK seed", "topP topK seed", "topK seed", "seed", "seed"]);
    }

    [Fact]
    public async Task A_refused_limit_is_told_and_not_left_out()
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.Behave(FakeBehaviour.RefusesMaxTokens);
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var failure = await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", new() { MaxOutputTokens = 64 }, Token));

        (failure.Cause, failure.Parameter).ShouldBe((FailureCause.BadParameter, "max_output_tokens"));
        bench.Fake.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Invalid JSON payload received. Unknown name \\\"topK\\\" at 'generation_config': Cannot find field.", "top_k")]
    [InlineData("seed is not supported", "seed")]
    public async Task A_refusal_without_particulars_names_the_field_in_its_text(string message, string parameter)
    {
        await using var bench = await PluginBench.StartAsync();
        bench.Fake.AnswerWith(400, $$$"""{"error":{"code":400,"message":"{{{message}}}","status":"INVALID_ARGUMENT"}}""");
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        (await Should.ThrowAsync<ProviderFailureException>(() => chat.GetResponseAsync("hello", cancellationToken: Token))).Parameter.ShouldBe(parameter);
    }
}
