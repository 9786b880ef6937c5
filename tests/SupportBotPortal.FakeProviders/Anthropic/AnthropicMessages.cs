using System.Text.Json;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Anthropic;

/// <summary>Generates: a greeting that repeats the last message, a word being a token. Calls a tool if it is given one, and repeats what that said.</summary>
internal sealed class AnthropicMessages(FakeUpstream fake, HttpContext context, FakeRequest request, FakeBehaviour behaviour, CancellationToken cancellationToken)
{
    public Task SendAsync(bool counting)
    {
        JsonObject asked;
        try
        {
            asked = request.Json.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return Refuse(400, "invalid_request_error", "The request body is not valid JSON.");
        }

        var wanted = asked["model"]?.GetValue<string>() ?? "";
        if (behaviour == ModelNotFound || AnthropicBodies.Resolve(fake, wanted) is not { } model)
            return Refuse(404, "not_found_error", $"model: {wanted}");
        if (asked["messages"] is not JsonArray { Count: > 0 } messages)
            return Refuse(400, "invalid_request_error", "messages: at least one message is required");
        if (counting)
            return AnthropicAnswer.SendAsync(context, 200, new() { ["input_tokens"] = Prompt(messages) }, cancellationToken);
        if (asked["max_tokens"] is null)
            return Refuse(400, "invalid_request_error", "max_tokens: Field required");
        if (Array.Find(Refused(), asked.ContainsKey) is { } refused)
            return Refuse(400, "invalid_request_error", $"`{refused}` is deprecated for this model.");

        var (content, stopReason, words) = Generate(wanted, messages, asked);
        var answer = AnthropicBodies.Message(
            behaviour == SubstitutesModel ? "claude-another-1" : model, content, stopReason, AnthropicBodies.Usage(Prompt(messages), words));
        return asked["stream"]?.GetValue<bool>() == true
            ? new AnthropicStream(context, behaviour, cancellationToken).SendAsync(answer)
            : AnthropicAnswer.SendAsync(context, 200, answer, cancellationToken);
    }

    private string[] Refused() => behaviour switch
    {
        RefusesTemperature => ["temperature"],
        RefusesSampling => ["temperature", "top_p", "top_k"],
        _ => [],
    };

    private (JsonArray Content, string StopReason, int Words) Generate(string model, JsonArray messages, JsonObject asked)
    {
        var limit = asked["max_tokens"]!.GetValue<int>();
        if (behaviour == StopsAtTokenLimit)
            return (new(AnthropicBodies.Thinking("Let me think about")), "max_tokens", Math.Min(limit, 16));
        var last = messages[^1]!["content"];
        var result = (last as JsonArray)?.FirstOrDefault(b => b?["type"]?.GetValue<string>() == "tool_result");
        if (result is null && Tool(asked) is { } tool)
            return (new(AnthropicBodies.Text("One moment."), AnthropicBodies.ToolUse(tool, new JsonObject { ["text"] = TextOf(last) })), "tool_use", 2);

        var text = fake.Reply ?? (result is null
            ? $"Hello from the fake {model}. You said: {TextOf(last)}"
            : $"The tool said: {result["content"]?.GetValue<string>()}");
        var words = Words(text);
        var said = words.Take(limit).ToArray();
        return (new(AnthropicBodies.Text(string.Join(' ', said))), said.Length < words.Length ? "max_tokens" : "end_turn", said.Length);
    }

    private static string? Tool(JsonObject asked) => asked["tool_choice"]?["type"]?.GetValue<string>() == "none"
        ? null
        : (asked["tool_choice"]?["name"] ?? (asked["tools"] as JsonArray)?[0]?["name"])?.GetValue<string>();

    private Task Refuse(int status, string type, string message) =>
        AnthropicAnswer.SendAsync(context, status, AnthropicBodies.Error(type, message), cancellationToken);

    private static int Prompt(JsonArray messages) => messages.Sum(m => Words(TextOf(m?["content"])).Length);

    private static string TextOf(JsonNode? content) => content switch
    {
        JsonValue value => value.GetValue<string>(),
        JsonArray blocks => string.Join(' ', blocks.Select(b => b?["text"]?.GetValue<string>()).Where(t => t is not null)),
        _ => "",
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
