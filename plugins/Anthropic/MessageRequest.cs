using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>A request for an answer, in Anthropic's words.</summary>
internal sealed class MessageRequest
{
    // Required by the vendor. All models that are offered can put out as much.
    private const int DefaultMaxTokens = 4_096;

    // An answer without them is still an answer; recent models refuse them.
    private static readonly string[] Sampling = ["temperature", "top_p", "top_k"];

    private readonly JsonObject body;

    private MessageRequest(string model, JsonObject body) => (Model, this.body) = (model, body);

    public string Model { get; }

    /// <summary>Fields of this request that may be left out.</summary>
    public IReadOnlyCollection<string> Dispensable => [.. Sampling.Where(body.ContainsKey)];

    public static MessageRequest Of(string model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var (system, turns) = Conversation.Of(messages, string.Join("\n\n", new[] { options?.Instructions, JsonWithoutSchema(options) }.Where(s => !string.IsNullOrEmpty(s))));
        var id = options?.ModelId ?? model;
        var body = new JsonObject
        {
            ["model"] = id,
            ["max_tokens"] = options?.MaxOutputTokens ?? DefaultMaxTokens,
            ["messages"] = turns,
        };
        if (system.Length > 0)
            body["system"] = system;
        if (options is not null)
            Add(body, options);
        return new(id, body);
    }

    public JsonObject ToJson(IReadOnlyList<string> leftOut, bool stream)
    {
        var request = (JsonObject)body.DeepClone();
        foreach (var field in leftOut)
            request.Remove(field);
        if (stream)
            request["stream"] = true;
        return request;
    }

    private static void Add(JsonObject body, ChatOptions options)
    {
        if (options.Temperature is { } temperature)
            body["temperature"] = temperature;
        if (options.TopP is { } topP)
            body["top_p"] = topP;
        if (options.TopK is { } topK)
            body["top_k"] = topK;
        if (options.StopSequences is { Count: > 0 } stops)
            body["stop_sequences"] = new JsonArray([.. stops.Select(s => JsonValue.Create(s))]);
        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
            body["output_config"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = JsonNode.Parse(schema.GetRawText()) } };
        var tools = new JsonArray([.. (options.Tools ?? []).OfType<AIFunctionDeclaration>().Select(ToJson)]);
        if (tools.Count == 0)
            return;
        body["tools"] = tools;
        if (Choice(options) is { } choice)
            body["tool_choice"] = choice;
    }

    /// <summary>The vendor has a field for JSON by a schema, and none for any JSON: that is asked for in words.</summary>
    private static string? JsonWithoutSchema(ChatOptions? options) => options?.ResponseFormat is ChatResponseFormatJson { Schema: null } ? "Answer with one JSON object and nothing else." : null;

    private static JsonObject ToJson(AIFunctionDeclaration tool)
    {
        var json = new JsonObject { ["name"] = tool.Name };
        if (tool.Description.Length > 0)
            json["description"] = tool.Description;
        json["input_schema"] = tool.JsonSchema.ValueKind == JsonValueKind.Object ? JsonObject.Create(tool.JsonSchema) : new JsonObject();
        // The vendor wants it even of a function without parameters.
        ((JsonObject)json["input_schema"]!).TryAdd("type", "object");
        return json;
    }

    private static JsonObject? Choice(ChatOptions options)
    {
        var choice = options.ToolMode switch
        {
            NoneChatToolMode => new JsonObject { ["type"] = "none" },
            RequiredChatToolMode { RequiredFunctionName: { } name } => new JsonObject { ["type"] = "tool", ["name"] = name },
            RequiredChatToolMode => new JsonObject { ["type"] = "any" },
            _ when options.AllowMultipleToolCalls == false => new JsonObject { ["type"] = "auto" },
            _ => null, // the vendor's own default
        };
        if (choice is not null && options.AllowMultipleToolCalls == false && options.ToolMode is not NoneChatToolMode)
            choice["disable_parallel_tool_use"] = true;
        return choice;
    }
}
