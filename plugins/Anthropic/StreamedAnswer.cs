using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Puts an answer together from its events. Kinds that are not known are skipped, as the vendor asks for.</summary>
internal sealed class StreamedAnswer
{
    private readonly AnswerUsage usage = new();
    private readonly Dictionary<int, OpenCall> calls = [];
    private string? id;
    private string? model;
    private ChatFinishReason? reason;

    public bool HasBegun { get; private set; }

    public bool IsComplete { get; private set; }

    /// <returns><see langword="null"/> if the event brings nothing for the reader.</returns>
    public ChatResponseUpdate? Read(JsonElement data)
    {
        switch (VendorJson.Text(VendorJson.Property(data, "type")))
        {
            case "message_start":
                var message = VendorJson.Property(data, "message");
                (id, model) = (VendorJson.Text(VendorJson.Property(message, "id")), VendorJson.Text(VendorJson.Property(message, "model")));
                usage.Read(VendorJson.Property(message, "usage"));
                HasBegun = true;
                return Update();
            case "content_block_start":
                return Begin(Index(data), VendorJson.Property(data, "content_block"));
            case "content_block_delta":
                return Continue(Index(data), VendorJson.Property(data, "delta"));
            case "content_block_stop":
                return calls.Remove(Index(data), out var call) ? Update(ContentBlocks.Call(call.Id, call.Name, call.Arguments.ToString())) : null;
            case "message_delta":
                reason = StopReason.Read(VendorJson.Property(VendorJson.Property(data, "delta"), "stop_reason")) ?? reason;
                usage.Read(VendorJson.Property(data, "usage"));
                return null;
            case "message_stop":
                IsComplete = HasBegun;
                var last = usage.ToDetails() is { } details ? Update(new UsageContent(details)) : Update();
                last.FinishReason = reason;
                return last;
            default:
                return null;
        }
    }

    private static int Index(JsonElement data) =>
        VendorJson.Property(data, "index") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var number) ? number : 0;

    private ChatResponseUpdate? Begin(int index, JsonElement block)
    {
        switch (VendorJson.Text(VendorJson.Property(block, "type")))
        {
            case "tool_use":
                calls[index] = new(VendorJson.Text(VendorJson.Property(block, "id")), VendorJson.Text(VendorJson.Property(block, "name")), new());
                return null;
            case "redacted_thinking":
                return Update(ContentBlocks.FromJson(block)!);
            case "text" when VendorJson.Text(VendorJson.Property(block, "text")) is { Length: > 0 } text:
                return Update(new TextContent(text));
            default:
                return null;
        }
    }

    private ChatResponseUpdate? Continue(int index, JsonElement delta)
    {
        switch (VendorJson.Text(VendorJson.Property(delta, "type")))
        {
            case "text_delta":
                return Update(new TextContent(VendorJson.Text(VendorJson.Property(delta, "text"))));
            case "thinking_delta":
                return Update(new TextReasoningContent(VendorJson.Text(VendorJson.Property(delta, "thinking"))));
            case "signature_delta":
                return Update(new TextReasoningContent("") { ProtectedData = VendorJson.Text(VendorJson.Property(delta, "signature")) });
            case "input_json_delta" when calls.TryGetValue(index, out var call):
                call.Arguments.Append(VendorJson.Text(VendorJson.Property(delta, "partial_json")));
                return null;
            default:
                return null;
        }
    }

    private ChatResponseUpdate Update(params AIContent[] contents) =>
        new(ChatRole.Assistant, contents) { ResponseId = id, MessageId = id, ModelId = model };

    private sealed record OpenCall(string? Id, string? Name, StringBuilder Arguments);
}
