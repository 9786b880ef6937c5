using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Token counts. A stream tells them in pieces: each later count replaces the earlier one.</summary>
internal sealed class AnswerUsage
{
    private long? input;
    private long? cacheWritten;
    private long? cacheRead;
    private long? output;

    public void Read(JsonElement usage)
    {
        input = Count(usage, "input_tokens") ?? input;
        cacheWritten = Count(usage, "cache_creation_input_tokens") ?? cacheWritten;
        cacheRead = Count(usage, "cache_read_input_tokens") ?? cacheRead;
        output = Count(usage, "output_tokens") ?? output;
    }

    /// <returns><see langword="null"/> if nothing was told.</returns>
    public UsageDetails? ToDetails()
    {
        if (input is null && output is null)
            return null;
        // The vendor's input count leaves out what the cache took part in; ours is the whole.
        var wholeInput = input + (cacheWritten ?? 0) + (cacheRead ?? 0);
        return new() { InputTokenCount = wholeInput, CachedInputTokenCount = cacheRead, OutputTokenCount = output, TotalTokenCount = wholeInput + output };
    }

    private static long? Count(JsonElement usage, string name) =>
        VendorJson.Property(usage, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) && count >= 0 ? count : null;
}
