using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Why the model stopped.</summary>
internal static class StopReason
{
    public static ChatFinishReason? Read(JsonElement value) => VendorJson.Text(value) switch
    {
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "tool_use" => ChatFinishReason.ToolCalls,
        "refusal" => ChatFinishReason.ContentFilter,
        { Length: > 0 } other => new(other),
        _ => null,
    };
}
