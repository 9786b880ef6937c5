using System.Text.Json.Nodes;

namespace SupportBotPortal.FakeProviders.OpenAi;

/// <summary>The shapes of OpenAI's specification.</summary>
internal static class OpenAiBodies
{
    /// <summary>Retirement dates as the vendor announced them.</summary>
    private static readonly Dictionary<string, string> Retiring = new() { ["gpt-4o"] = "2027-01-14", ["gpt-5"] = "2026-12-11" };

    private static readonly string[] OpenAiModels = ["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra", "gpt-6-luna", "gpt-5", "gpt-4o", "text-embedding-3-small"];

    private static readonly string[] CustomModels = ["fake-small", "fake-large", "acme/fake-tuned"];

    public static IReadOnlyList<string> Models(FakeUpstream fake, string vendor) =>
        fake.Models.Count > 0 ? fake.Models : vendor == "openai" ? OpenAiModels : CustomModels;

    public static JsonObject Model(string id) => new()
    {
        ["id"] = id,
        ["object"] = "model",
        ["created"] = 1_780_000_000,
        ["owned_by"] = "fake",
        ["shutdown_date"] = Retiring.TryGetValue(id, out var day) ? day : null,
    };

    public static JsonObject List(IEnumerable<string> ids) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. ids.Select(Model)]),
    };

    public static JsonObject Error(string message, string type, string? code, string? param = null) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code },
    };

    public static JsonObject Completion(string model, string text, string finishReason, JsonObject? usage, JsonObject? call = null) => new()
    {
        ["id"] = "chatcmpl-fake",
        ["object"] = "chat.completion",
        ["created"] = 1_780_000_000,
        ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = call is null
                ? new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = null, ["annotations"] = new JsonArray() }
                : new JsonObject { ["role"] = "assistant", ["content"] = null, ["refusal"] = null, ["tool_calls"] = new JsonArray(call) },
            ["logprobs"] = null,
            ["finish_reason"] = finishReason,
        }),
        ["usage"] = usage,
        ["service_tier"] = "default",
    };

    public static JsonObject Chunk(string model, JsonObject? delta, string? finishReason = null, JsonObject? usage = null)
    {
        var chunk = new JsonObject
        {
            ["id"] = "chatcmpl-fake",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1_780_000_000,
            ["model"] = model,
            ["choices"] = delta is null
                ? new JsonArray()
                : new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["logprobs"] = null, ["finish_reason"] = finishReason }),
        };
        if (usage is not null)
            chunk["usage"] = usage;
        return chunk;
    }

    public static JsonObject Usage(int prompt, int completion, int reasoning = 0) => new()
    {
        ["prompt_tokens"] = prompt,
        ["completion_tokens"] = completion,
        ["total_tokens"] = prompt + completion,
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reasoning },
    };
}
