using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Writes an answer of <see cref="IChatClient"/> in OpenAI's protocol, whole or in events.</summary>
/// <param name="model">The name of the answering model.</param>
/// <param name="createdAt">When it began.</param>
internal sealed class AnswerWriter(string model, DateTimeOffset createdAt)
{
    /// <summary>As many as a provider may send bytes, from wherever a plugin has them.</summary>
    private const long LongestAnswer = 32 << 20;

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string id = "chatcmpl-" + Guid.NewGuid().ToString("N");
    private int calls;
    private long written;
    private string half = "";

    public byte[] Whole(ChatResponse response)
    {
        var contents = response.Messages.SelectMany(m => m.Contents).ToList();
        var asked = contents.OfType<FunctionCallContent>().Select(ToolCall).ToArray();
        var text = string.Concat(contents.OfType<TextContent>().Select(t => t.Text));
        Count(text.Length);
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text.Length == 0 && asked.Length > 0 ? null : text, ["refusal"] = null };
        if (asked.Length > 0) message["tool_calls"] = new JsonArray([.. asked]);
        var answer = Frame("chat.completion", new JsonObject { ["index"] = 0, ["message"] = message, ["logprobs"] = null, ["finish_reason"] = ReasonOf(response.FinishReason, asked.Length > 0) });
        if (response.Usage is { } usage && IsKnown(usage)) answer["usage"] = UsageOf(usage);
        return JsonSerializer.SerializeToUtf8Bytes(answer, AsItIs);
    }

    public byte[] Begin() => Event(Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "", ["refusal"] = null }));

    public static bool SaysSomething(AIContent content) => content is TextContent { Text.Length: > 0 } or FunctionCallContent;

    /// <returns><see langword="null"/> for what is nothing to a bot, such as a thought.</returns>
    public byte[]? Piece(AIContent content) => content switch
    {
        TextContent { Text.Length: > 0 } text when Complete(text.Text) is { Length: > 0 } complete => Event(Chunk(new JsonObject { ["content"] = complete })),
        FunctionCallContent call => Event(Chunk(new JsonObject { ["tool_calls"] = new JsonArray(Indexed(call)) })),
        _ => null,
    };

    public byte[] End(ChatFinishReason? reason) => Event(Chunk([], ReasonOf(reason, calls > 0)));

    /// <summary>Whether there is anything to be said of what it cost.</summary>
    public static bool IsKnown(UsageDetails usage) => usage.InputTokenCount is not null || usage.OutputTokenCount is not null;

    public byte[] Usage(UsageDetails usage)
    {
        var last = Frame("chat.completion.chunk");
        last["usage"] = UsageOf(usage);
        return Event(last);
    }

    public static byte[] Done { get; } = "data: [DONE]\n\n"u8.ToArray();

    /// <returns>Without the first half of a character whose second one comes with the next piece.</returns>
    private string Complete(string text)
    {
        Count(text.Length);
        text = half + text;
        half = char.IsHighSurrogate(text[^1]) ? text[^1..] : "";
        return text[..^half.Length];
    }

    private void Count(int characters)
    {
        if ((written += characters) > LongestAnswer) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The answer does not end: it has more than 32 million characters.");
    }

    private JsonObject Chunk(JsonObject delta, string? reason = null) => Frame("chat.completion.chunk", new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = reason });

    private JsonObject Frame(string kind, params JsonNode?[] choices) =>
        new() { ["id"] = id, ["object"] = kind, ["created"] = createdAt.ToUnixTimeSeconds(), ["model"] = model, ["choices"] = new JsonArray(choices) };

    private JsonObject Indexed(FunctionCallContent call)
    {
        var json = ToolCall(call);
        json.Insert(0, "index", calls++);
        return json;
    }

    private JsonObject ToolCall(FunctionCallContent call)
    {
        var arguments = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions)!.ToJsonString(AsItIs);
        Count(call.CallId.Length + call.Name.Length + arguments.Length);
        return new() { ["id"] = call.CallId, ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = arguments } };
    }

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
