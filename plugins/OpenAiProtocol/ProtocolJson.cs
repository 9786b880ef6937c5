using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Reads what strangers send: bounded in depth, generated at build.</summary>
[JsonSourceGenerationOptions(MaxDepth = 32)]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class ProtocolJson : JsonSerializerContext
{
    public static readonly JsonDocumentOptions Document = new() { MaxDepth = 32 };
}

internal sealed record ModelList([property: JsonPropertyName("data")] List<ModelItem?>? Data);

/// <summary>Only the id is required. The rest is read leniently: endpoints fill it with what they like.</summary>
internal sealed record ModelItem([property: JsonPropertyName("id")] string? Id)
{
    [JsonPropertyName("shutdown_date")]
    public JsonElement ShutdownDate { get; init; }

    /// <summary>vLLM.</summary>
    [JsonPropertyName("max_model_len")]
    public JsonElement MaximumModelLength { get; init; }

    /// <summary>OpenRouter and others.</summary>
    [JsonPropertyName("context_length")]
    public JsonElement ContextLength { get; init; }
}
