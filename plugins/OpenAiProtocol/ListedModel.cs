using System.Globalization;
using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>What those who speak the protocol say about a model. OpenAI itself says little; each of the others has its own words.</summary>
internal static class ListedModel
{
    public static DiscoveredModel Read(string id, JsonElement item, Dialect dialect) => new(id)
    {
        // OpenRouter
        DisplayName = VendorJson.Text(VendorJson.Property(item, "name")) is { } name && ModelIds.IsFit(name) && name != id ? name : null,
        CanChat = dialect.CanChat(id) ?? CanChat(item),
        // vLLM; OpenRouter and others; Mistral
        ContextTokens = VendorJson.Count(VendorJson.Property(item, "max_model_len"))
            ?? VendorJson.Count(VendorJson.Property(item, "context_length"))
            ?? VendorJson.Count(VendorJson.Property(item, "max_context_length")),
        MaximumOutputTokens = VendorJson.Count(VendorJson.Property(VendorJson.Property(item, "top_provider"), "max_completion_tokens")),
        // OpenAI; OpenRouter
        RetiresOn = Day(VendorJson.Property(item, "shutdown_date")) ?? Day(VendorJson.Property(item, "expiration_date")),
    };

    private static bool? CanChat(JsonElement item)
    {
        // Azure; Mistral
        var capabilities = VendorJson.Property(item, "capabilities");
        if ((Flag(capabilities, "chat_completion") ?? Flag(capabilities, "completion_chat")) is { } can)
            return can;
        // OpenRouter: what only draws or speaks cannot answer.
        return VendorJson.Property(VendorJson.Property(item, "architecture"), "output_modalities") is { ValueKind: JsonValueKind.Array } modalities
            ? modalities.EnumerateArray().Any(m => VendorJson.Text(m) == "text")
            : null;
    }

    private static bool? Flag(JsonElement parent, string name) => VendorJson.Property(parent, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static DateOnly? Day(JsonElement value) =>
        VendorJson.Text(value) is { Length: >= 10 } text
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
