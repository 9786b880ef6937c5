using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBotPortal.FakeProviders.Anthropic;

/// <summary>The shapes of Anthropic's API.</summary>
internal static class AnthropicBodies
{
    private static readonly string[] VendorModels = ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5-20260801", "claude-sonnet-5", "claude-haiku-4-5-20251001"];

    public static IReadOnlyList<string> Models(FakeUpstream fake) => fake.Models.Count > 0 ? fake.Models : VendorModels;

    /// <summary>An alias is called, a snapshot answers.</summary>
    public static string? Resolve(FakeUpstream fake, string model) =>
        Models(fake).FirstOrDefault(m => m == model) ?? Models(fake).FirstOrDefault(m => m.StartsWith(model + "-20", StringComparison.Ordinal));

    public static JsonObject Model(string id) => new()
    {
        ["type"] = "model",
        ["id"] = id,
        ["display_name"] = DisplayName(id),
        ["created_at"] = "2026-08-01T00:00:00Z",
        ["max_input_tokens"] = 1_000_000,
        ["max_tokens"] = 128_000,
    };

    public static JsonObject Page(IReadOnlyList<string> ids, bool hasMore, string? lastId) => new()
    {
        ["data"] = new JsonArray([.. ids.Select(Model)]),
        ["has_more"] = hasMore,
        ["first_id"] = ids.Count > 0 ? ids[0] : null,
        ["last_id"] = lastId,
    };

    public static JsonObject Error(string type, string message, string? code = null)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (code is not null)
            error["details"] = new JsonObject { ["error_code"] = code };
        return new() { ["type"] = "error", ["error"] = error, ["request_id"] = "req_fake" };
    }

    public static JsonObject Message(string model, JsonArray content, string? stopReason, JsonObject usage) => new()
    {
        ["id"] = "msg_fake",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = model,
        ["content"] = content,
        ["stop_reason"] = stopReason,
        ["stop_sequence"] = null,
        ["usage"] = usage,
    };

    public static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    public static JsonObject Thinking(string thought) => new() { ["type"] = "thinking", ["thinking"] = thought, ["signature"] = "sealed-thought" };

    public static JsonObject ToolUse(string name, JsonObject input) => new() { ["type"] = "tool_use", ["id"] = "toolu_fake", ["name"] = name, ["input"] = input };

    public static JsonObject Usage(int input, int output) => new()
    {
        ["input_tokens"] = input,
        ["cache_creation_input_tokens"] = 0,
        ["cache_read_input_tokens"] = 0,
        ["output_tokens"] = output,
    };

    // claude-sonnet-5-5 → Claude Sonnet 5 5
    private static string DisplayName(string id) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id.Replace('-', ' '));
}
