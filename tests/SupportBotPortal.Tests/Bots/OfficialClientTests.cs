using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.Bots;

/// <summary>The official client of OpenAI for .NET gets its answers from the portal, whichever vendor gives them.</summary>
public sealed class OfficialClientTests : IAsyncLifetime
{
    private BotBench bench = null!;

    public static TheoryData<string, string> Vendors => new() { { "openai", "gpt-6-luna" }, { "custom", "fake-small" }, { "anthropic", "claude-sonnet-5" }, { "google", "gemini-3.8-flash" } };

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task It_chats(string vendor, string model)
    {
        var chat = (await ChooseAsync(vendor, model)).GetChatClient("default");

        ChatCompletion answer = await chat.CompleteChatAsync([new SystemChatMessage("Be kind."), new UserChatMessage("Good morning")], cancellationToken: BotBench.Token);

        answer.Content[0].Text.ShouldBe($"Hello from the fake {model}. You said: Good morning");
        answer.Role.ShouldBe(ChatMessageRole.Assistant);
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage.OutputTokenCount.ShouldBeGreaterThan(0);
        answer.Usage.TotalTokenCount.ShouldBe(answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount);
        answer.Id.ShouldStartWith("chatcmpl-");
        answer.Model.ShouldBe(model);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task It_streams_piece_by_piece_to_a_count_of_tokens(string vendor, string model)
    {
        var chat = (await ChooseAsync(vendor, model)).GetChatClient("default");
        var (pieces, reason, tokens) = (new List<string>(), default(ChatFinishReason?), default(ChatTokenUsage));

        await foreach (var update in chat.CompleteChatStreamingAsync([new UserChatMessage("Good morning")], cancellationToken: BotBench.Token))
        {
            pieces.AddRange(update.ContentUpdate.Select(c => c.Text).Where(t => t.Length > 0));
            (reason, tokens) = (update.FinishReason ?? reason, update.Usage ?? tokens);
        }

        string.Concat(pieces).ShouldBe($"Hello from the fake {model}. You said: Good morning");
        pieces.Count.ShouldBeGreaterThan(3);
        reason.ShouldBe(ChatFinishReason.Stop);
        tokens!.OutputTokenCount.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task It_calls_a_tool_and_gives_back_what_that_said(string vendor, string model)
    {
        var chat = (await ChooseAsync(vendor, model)).GetChatClient("default");
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("look_up", "Looks an order up.", BinaryData.FromString("""{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}""")) } };
        var messages = new List<ChatMessage> { new UserChatMessage("Order 17") };

        ChatCompletion asked = await chat.CompleteChatAsync(messages, options, BotBench.Token);

        asked.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = asked.ToolCalls.ShouldHaveSingleItem();
        call.FunctionName.ShouldBe("look_up");
        JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("text").GetString().ShouldBe("Order 17");
        messages.AddRange([new AssistantChatMessage(asked), new ToolChatMessage(call.Id, "It is on its way.")]);
        ChatCompletion answered = await chat.CompleteChatAsync(messages, options, BotBench.Token);
        answered.Content[0].Text.ShouldBe("The tool said: It is on its way.");
        // And streamed.
        var (name, arguments, id, reason) = ("", "", "", default(ChatFinishReason?));
        await foreach (var update in chat.CompleteChatStreamingAsync([new UserChatMessage("Order 18")], options, BotBench.Token))
        {
            foreach (var piece in update.ToolCallUpdates) (name, arguments, id) = (name + piece.FunctionName, arguments + piece.FunctionArgumentsUpdate, id + piece.ToolCallId);
            reason = update.FinishReason ?? reason;
        }

        (name, reason).ShouldBe(("look_up", ChatFinishReason.ToolCalls));
        id.ShouldNotBeEmpty();
        JsonDocument.Parse(arguments).RootElement.GetProperty("text").GetString().ShouldBe("Order 18");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task It_asks_for_JSON_by_a_schema(string vendor, string model)
    {
        var chat = (await ChooseAsync(vendor, model)).GetChatClient("default");
        bench.Fake.Reply = """{"city":"Lima"}""";
        var format = ChatResponseFormat.CreateJsonSchemaFormat("place", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}"""), jsonSchemaIsStrict: true);

        ChatCompletion answer = await chat.CompleteChatAsync([new UserChatMessage("Where?")], new() { ResponseFormat = format }, BotBench.Token);

        answer.Content[0].Text.ShouldBe("""{"city":"Lima"}""");
        var sent = bench.Asked.ShouldHaveSingleItem().Json;
        var schema = vendor switch
        {
            "anthropic" => sent["output_config"]!["format"]!["schema"],
            "google" => sent["generationConfig"]!["responseJsonSchema"],
            _ => sent["response_format"]!["json_schema"]!["schema"],
        };
        ((string?)schema!["properties"]!["city"]!["type"]).ShouldBe("string");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task It_sends_an_image(string vendor, string model)
    {
        var chat = (await ChooseAsync(vendor, model)).GetChatClient("default");
        var picture = BinaryData.FromBytes([0x89, 0x50, 0x4E, 0x47]);

        ChatCompletion answer = await chat.CompleteChatAsync([new UserChatMessage(ChatMessageContentPart.CreateTextPart("What is this?"), ChatMessageContentPart.CreateImagePart(picture, "image/png"))], cancellationToken: BotBench.Token);

        answer.Content[0].Text.ShouldContain("You said: What is this?");
        bench.Asked.ShouldHaveSingleItem().Body.ShouldContain(Convert.ToBase64String(picture.ToArray()));
    }

    [Fact]
    public async Task It_lists_models_and_finds_one()
    {
        var client = (await ChooseAsync("custom", "fake-small")).GetOpenAIModelClient();

        var models = (await client.GetModelsAsync(BotBench.Token)).Value;
        var one = (await client.GetModelAsync("default", BotBench.Token)).Value;

        models.Select(m => m.Id).ShouldBe(["default"]);
        (one.Id, one.OwnedBy, one.CreatedAt).ShouldBe(("default", "supportbot-portal", bench.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("default", FakeBehaviour.Ok, false, 401, "invalid_api_key")]
    [InlineData("unknown", FakeBehaviour.Ok, true, 404, "model_not_found")]
    [InlineData("vendor/fake-small", FakeBehaviour.Ok, true, 403, "model_not_allowed")]
    [InlineData("default", FakeBehaviour.Overloaded, true, 503, "overloaded")]
    [InlineData("default", FakeBehaviour.InvalidKey, true, 502, "credentials")]
    public async Task It_understands_each_kind_of_error(string model, FakeBehaviour behaviour, bool knownToken, int status, string code)
    {
        var client = await ChooseAsync("custom", "fake-small", behaviour, knownToken ? null : "sbp_unknown");

        var refused = await Should.ThrowAsync<ClientResultException>(async () => await client.GetChatClient(model).CompleteChatAsync([new UserChatMessage("Good morning")], cancellationToken: BotBench.Token));

        refused.Status.ShouldBe(status);
        refused.Message.ShouldContain(code);
    }

    [Fact]
    public async Task It_understands_what_cannot_be_said_to_another_vendor()
    {
        var chat = (await ChooseAsync("anthropic", "claude-sonnet-5")).GetChatClient("default");

        var refused = await Should.ThrowAsync<ClientResultException>(async () => await chat.CompleteChatAsync([new UserChatMessage("Good morning")], new() { IncludeLogProbabilities = true }, BotBench.Token));

        refused.Status.ShouldBe(400);
        refused.Message.ShouldContain("The model in production says nothing of probabilities.");
    }

    public async ValueTask InitializeAsync() => bench = await BotBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private async Task<OpenAIClient> ChooseAsync(string vendor, string model, FakeBehaviour? behaviour = null, string? token = null)
    {
        await bench.AddAsync("Vendor", vendor, [model], behaviour);
        await bench.ChooseAsync("vendor/" + model);
        return new(new ApiKeyCredential(token ?? (await bench.MakeTokenAsync()).Token), new OpenAIClientOptions { Endpoint = new Uri("http://localhost/v1"), Transport = new HttpClientPipelineTransport(bench.Bot(null)), RetryPolicy = new ClientRetryPolicy(0) });
    }
}
