using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Tests.Plugins;

public sealed class GoogleFunctionTests
{
    private const string Call = """
        {"candidates":[{"content":{"role":"model","parts":[
          {"functionCall":{"name":"order_state","args":{"number":4711}},"thoughtSignature":"c2lnbmVk"},
          {"functionCall":{"id":"second","name":"order_state","args":{"number":4712}}}]},"finishReason":"STOP"}]}
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_and_its_result_travel_there_and_back_with_what_belongs_to_them()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(OrderState, "order_state")], ToolMode = ChatToolMode.RequireSpecific("order_state") };
        List<ChatMessage> messages = [new(ChatRole.User, "Where are my orders?")];

        bench.Fake.AnswerWith(200, Call);
        var answer = await chat.GetResponseAsync(messages, options, Token);
        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var calls = answer.Messages.Single().Contents.OfType<FunctionCallContent>().ToList();
        calls.Select(c => (c.Name, c.Arguments!["number"]!.ToString())).ShouldBe([("order_state", "4711"), ("order_state", "4712")]);
        calls[1].CallId.ShouldBe("second");

        messages.AddRange(answer.Messages);
        messages.AddRange(calls.Select(c => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(c.CallId, "on its way")])));
        bench.Fake.Handler = null;
        await chat.GetResponseAsync(messages, options, Token);

        bench.Fake.Requests[0].Json["toolConfig"]!.ToJsonString().ShouldBe("""{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["order_state"]}}""");
        var declaration = bench.Fake.Requests[0].Json["tools"]![0]!["functionDeclarations"]![0]!;
        (declaration["name"]!.GetValue<string>(), declaration["description"]!.GetValue<string>()).ShouldBe(("order_state", "The state of an order."));
        declaration["parametersJsonSchema"]!["properties"]!["number"]!["type"]!.GetValue<string>().ShouldBe("integer");

        var contents = bench.Fake.Requests[1].Json["contents"]!.AsArray();
        contents.Select(c => c!["role"]!.GetValue<string>()).ShouldBe(["user", "model", "user"], "the results of one turn's calls are one turn");
        contents[1]!["parts"]![0]!["thoughtSignature"]!.GetValue<string>().ShouldBe("c2lnbmVk");
        var results = contents[2]!["parts"]!.AsArray().Select(p => p!["functionResponse"]!).ToList();
        results.Select(r => r["name"]!.GetValue<string>()).ShouldBe(["order_state", "order_state"]);
        results.Select(r => r["id"]!.GetValue<string>()).ShouldBe(calls.Select(c => c.CallId));
        results[0]["response"]!.ToJsonString().ShouldBe("""{"result":"on its way"}""");
    }

    [Fact]
    public async Task A_function_without_parameters_has_no_schema_and_none_may_be_forbidden()
    {
        await using var bench = await PluginBench.StartAsync();
        using var chat = bench.Google().CreateChatClient("gemini-3.6-flash");
        await chat.GetResponseAsync("hello", new() { Tools = [AIFunctionFactory.Create(() => "now", "clock", "The time.")], ToolMode = ChatToolMode.None }, Token);

        var request = bench.Fake.Requests.ShouldHaveSingleItem().Json;
        request["tools"]!.ToJsonString().ShouldBe("""[{"functionDeclarations":[{"name":"clock","description":"The time."}]}]""");
        request["toolConfig"]!.ToJsonString().ShouldBe("""{"functionCallingConfig":{"mode":"NONE"}}""");
    }

    [Description("The state of an order.")]
    private static string OrderState([Description("Its number.")] int number) => new JsonObject { ["number"] = number }.ToJsonString();
}
