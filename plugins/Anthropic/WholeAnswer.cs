using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>An answer in one piece.</summary>
internal static class WholeAnswer
{
    /// <returns><see langword="null"/> if it is none.</returns>
    public static ChatResponse? Read(JsonElement root)
    {
        var blocks = VendorJson.Property(root, "content");
        if (VendorJson.Text(VendorJson.Property(root, "type")) != "message" || blocks.ValueKind != JsonValueKind.Array)
            return null;
        var id = VendorJson.Text(VendorJson.Property(root, "id"));
        var contents = blocks.EnumerateArray().Select(ContentBlocks.FromJson).OfType<AIContent>().ToList();
        var usage = new AnswerUsage();
        usage.Read(VendorJson.Property(root, "usage"));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id })
        {
            ResponseId = id,
            ModelId = VendorJson.Text(VendorJson.Property(root, "model")),
            FinishReason = StopReason.Read(VendorJson.Property(root, "stop_reason")),
            Usage = usage.ToDetails(),
        };
    }
}
