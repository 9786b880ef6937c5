using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// Copies what a plugin answered. A plugin's own lists and objects are its code: whoever reads them later, on the way to a bot, would run it past the barrier, where
/// it can block, throw or never end.
/// </summary>
internal static class PlainAnswer
{
    /// <summary>An answer comes in some hundred pieces, and is one message with a few contents.</summary>
    private const int Most = 10_000;

    private const int LongestProperty = 64 << 10;

    /// <exception cref="ProviderFailureException">There is an error in it, or what a bot could not act upon.</exception>
    public static ChatResponse Of(ChatResponse response) => new([.. response.Messages.Take(Most).Where(m => m.Role == ChatRole.Assistant).Select(m => new ChatMessage(ChatRole.Assistant, Of(m.Contents)))])
    {
        FinishReason = response.FinishReason,
        ModelId = response.ModelId,
        Usage = response.Usage is { } usage ? Of(usage) : null,
    };

    /// <inheritdoc cref="Of(ChatResponse)"/>
    public static ChatResponseUpdate Of(ChatResponseUpdate update) =>
        new(ChatRole.Assistant, update.Role is { } role && role != ChatRole.Assistant ? [] : Of(update.Contents)) { FinishReason = update.FinishReason, ModelId = update.ModelId };

    private static List<AIContent> Of(IList<AIContent> contents) => [.. contents.Take(Most).Select(Of).OfType<AIContent>()];

    /// <returns><see langword="null"/> for what is nothing to a bot, such as a thought.</returns>
    private static AIContent? Of(AIContent content) => content switch
    {
        TextContent text => new TextContent(text.Text),
        FunctionCallContent call => Of(call),
        UsageContent usage => new UsageContent(Of(usage.Details)),
        ErrorContent error => throw new ProviderFailureException(FailureCause.ProviderError, "The provider reported an error within its answer.") { Detail = error.ErrorCode },
        _ => null,
    };

    private static FunctionCallContent Of(FunctionCallContent call)
    {
        if (string.IsNullOrWhiteSpace(call.Name)) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The model calls a tool without a name.");
        if (call.Exception is not null) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The arguments with which the model calls a tool cannot be read.");
        // Its result is sent back by it.
        var id = string.IsNullOrWhiteSpace(call.CallId) ? "call_" + Guid.NewGuid().ToString("N") : call.CallId;
        return new(id, call.Name, ArgumentsOf(call)) { AdditionalProperties = PropertiesOf(call) };
    }

    private static Dictionary<string, object?>? ArgumentsOf(FunctionCallContent call) =>
        call.Arguments is null ? null : JsonSerializer.SerializeToElement(call.Arguments, AIJsonUtilities.DefaultOptions).EnumerateObject().ToDictionary(a => a.Name, object? (a) => a.Value, StringComparer.Ordinal);

    /// <summary>What a provider wants back with the result of a call, such as a signature of its thoughts.</summary>
    private static AdditionalPropertiesDictionary? PropertiesOf(FunctionCallContent call)
    {
        var texts = call.AdditionalProperties?.Take(Most).Where(p => p.Value is string { Length: <= LongestProperty }).Select(p => KeyValuePair.Create(p.Key, p.Value)).ToList();
        return texts is { Count: > 0 } ? new AdditionalPropertiesDictionary(texts) : null;
    }

    private static UsageDetails Of(UsageDetails usage) => new()
    {
        InputTokenCount = TokenCount.Plausible(usage.InputTokenCount),
        OutputTokenCount = TokenCount.Plausible(usage.OutputTokenCount),
        TotalTokenCount = TokenCount.Plausible(usage.TotalTokenCount),
        CachedInputTokenCount = TokenCount.Plausible(usage.CachedInputTokenCount),
        ReasoningTokenCount = TokenCount.Plausible(usage.ReasoningTokenCount),
    };
}
