using System.Text.Json;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>An error body as OpenAI and those who imitate it write it. For deciding only: nothing of it is ever shown.</summary>
internal sealed record UpstreamError(string? Code, string? Type, string? Parameter, string Message)
{
    public static UpstreamError None { get; } = new(null, null, null, "");

    /// <returns>The error, or <see langword="null"/> if the body has none.</returns>
    public static UpstreamError? Find(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, ProtocolJson.Document);
            return Find(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static UpstreamError? Find(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        if (root.TryGetProperty("error", out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
            return error.ValueKind == JsonValueKind.Object ? Read(error) : None with { Message = Text(error) ?? "" };
        if (root.TryGetProperty("object", out var kind) && Text(kind) == "error")
            return Read(root); // vLLM
        if (root.TryGetProperty("detail", out var detail))
            return ReadDetail(detail); // FastAPI, Mistral
        return null;
    }

    private static UpstreamError Read(JsonElement error) =>
        new(Property(error, "code"), Property(error, "type"), Property(error, "param"), Property(error, "message") ?? "");

    // [{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"…"}]
    private static UpstreamError ReadDetail(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Array || detail.GetArrayLength() == 0 || detail[0].ValueKind != JsonValueKind.Object)
            return None with { Message = Text(detail) ?? "" };
        var first = detail[0];
        var field = first.TryGetProperty("loc", out var path) && path.ValueKind == JsonValueKind.Array && path.GetArrayLength() > 0
            ? Text(path[path.GetArrayLength() - 1])
            : null;
        return new(null, Property(first, "type"), field, Property(first, "msg") ?? "");
    }

    private static string? Property(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
