using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Writes an answer of <see cref="IChatClient"/> in OpenAI's protocol, whole or in events.</summary>
/// <param name="model">The name of the answering model.</param>
/// <param name="createdAt">When it began.</param>
internal sealed class AnswerWriter(string model, DateTimeOffset createdAt)
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string id = "chatcmpl-" + Guid.NewGuid().ToString("N");
    private int calls;

    public byte[] Whole(ChatResponse response)
    {
        var contents = response.Messages.SelectMany(m => m.Contents).ToList();
        var asked = contents.OfType<FunctionCallContent>().Select(ToolCall).ToArray();
        var text = string.Concat(contents.OfType<TextContent>().Select(t => t.Text));
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text.Length == 0 && asked.Length > 0 ? null : text, ["refusal"] = null };
        if (asked.Length > 0) message["tool_calls"] = new JsonArray([.. asked]);
        var answer = Frame("chat.completion", new JsonObject { ["index"] = 0, ["message"] = message, ["logprobs"] = null, ["finish_reason"] = ReasonOf(response.FinishReason, asked.Length > 0) });
        if (response.Usage is { } usage) answer["usage"] = UsageOf(usage);
        return JsonSerializer.SerializeToUtf8Bytes(answer, AsItIs);
    }

    public byte[] Begin() => Event(Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "", ["refusal"] = null }));

    /// <returns><see langword="null"/> for what is nothing to a bot, such as a thought.</returns>
    public byte[]? Piece(AIContent content) => content switch
    {
        TextContent { Text.Length: > 0 } text => Event(Chunk(new JsonObject { ["content"] = text.Text })),
        FunctionCallContent call => Event(Chunk(new JsonObject { ["tool_calls"] = new JsonArray(Indexed(call)) })),
        _ => null,
    };

    public byte[] End(ChatFinishReason? reason) => Event(Chunk([], ReasonOf(reason, calls > 0)));

    public byte[] Usage(UsageDetails usage)
    {
        var last = Frame("chat.completion.chunk");
        last["usage"] = UsageOf(usage);
        return Event(last);
    }

    public static byte[] Done { get; } = "data: [DONE]\n\n"u8.ToArray();

    private JsonObject Chunk(JsonObject delta, string? reason = null) => Frame("chat.completion.chunk", new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = reason });

    private JsonObject Frame(string kind, params JsonNode?[] choices) =>
        new() { ["id"] = id, ["object"] = kind, ["created"] = createdAt.ToUnixTimeSeconds(), ["model"] = model, ["choices"] = new JsonArray(choices) };

    private JsonObject Indexed(FunctionCallContent call)
    {
        var json = ToolCall(call);
        json.Insert(0, "index", calls++);
        return json;
    }

    private static JsonObject ToolCall(FunctionCallContent call) => new()
    {
        ["id"] = call.CallId,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions)!.ToJsonString(AsItIs) },
    };

    private static JsonObject UsageOf(UsageDetails usage)
    {
        var (input, output) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        var json = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = usage.TotalTokenCount ?? input + output };
        if (usage.CachedInputTokenCount is { } cached) json["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cached };
        if (usage.ReasoningTokenCount is { } thought) json["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = thought };
        return json;
    }

    private static string ReasonOf(ChatFinishReason? reason, bool hasCalls)
    {
        if (reason == ChatFinishReason.ToolCalls || (hasCalls && reason is null)) return "tool_calls";
        if (reason == ChatFinishReason.Length) return "length";
        if (reason == ChatFinishReason.ContentFilter) return "content_filter";
        return hasCalls ? "tool_calls" : "stop";
    }

    private static byte[] Event(JsonObject json) => [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(json, AsItIs), .. "\n\n"u8];
}
