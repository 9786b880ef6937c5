using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Google;

/// <summary>An answer, or a piece of a streamed one, which has the same shape.</summary>
internal sealed record ChatAnswer(IList<AIContent> Contents, ChatFinishReason? FinishReason, UsageDetails? Usage, string? ModelId, string? Id, DateOnly? RetiresOn)
{
    /// <returns><see langword="null"/> if it is none.</returns>
    public static ChatAnswer? Read(JsonElement root)
    {
        var candidates = VendorJson.Property(root, "candidates");
        var candidate = candidates.ValueKind == JsonValueKind.Array && candidates.GetArrayLength() > 0 ? candidates[0] : default;
        var blocked = VendorJson.Text(VendorJson.Property(VendorJson.Property(root, "promptFeedback"), "blockReason"));
        var usage = VendorJson.Property(root, "usageMetadata");
        if (candidate.ValueKind != JsonValueKind.Object && blocked is null && usage.ValueKind != JsonValueKind.Object)
            return null;
        var contents = Parts.Read(VendorJson.Property(VendorJson.Property(candidate, "content"), "parts"));
        return new(
            contents,
            blocked is not null ? ChatFinishReason.ContentFilter : Reason(VendorJson.Text(VendorJson.Property(candidate, "finishReason")), contents),
            usage.ValueKind == JsonValueKind.Object ? UsageOf(usage) : null,
            VendorJson.Text(VendorJson.Property(root, "modelVersion")) is { } version ? GoogleModels.Bare(version) : null,
            VendorJson.Text(VendorJson.Property(root, "responseId")),
            Retirement.In(root));
    }

    // A text that a filter has withheld is no failure: the question went to the model, and the next one may be answered.
    private static ChatFinishReason? Reason(string? reason, IList<AIContent> contents) => reason switch
    {
        null or "FINISH_REASON_UNSPECIFIED" => null,
        "STOP" => contents.OfType<FunctionCallContent>().Any() ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        "MAX_TOKENS" => ChatFinishReason.Length,
        "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII"
            or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" or "IMAGE_RECITATION" => ChatFinishReason.ContentFilter,
        _ => new(reason.ToLowerInvariant()),
    };

    private static UsageDetails UsageOf(JsonElement usage)
    {
        var thoughts = Count("thoughtsTokenCount");
        return new()
        {
            InputTokenCount = Sum(Count("promptTokenCount"), Count("toolUsePromptTokenCount")),
            // Thoughts are paid for as what is put out.
            OutputTokenCount = Sum(Count("candidatesTokenCount"), thoughts),
            TotalTokenCount = Count("totalTokenCount"),
            CachedInputTokenCount = Count("cachedContentTokenCount"),
            ReasoningTokenCount = thoughts,
        };

        long? Count(string name) =>
            VendorJson.Property(usage, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0 ? count : null;

        static long? Sum(long? one, long? other) => one is null && other is null ? null : (one ?? 0) + (other ?? 0);
    }
}
