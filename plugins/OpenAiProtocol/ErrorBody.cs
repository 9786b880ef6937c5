using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>An error body as OpenAI and those who imitate it write it.</summary>
internal static class ErrorBody
{
    /// <returns>The error, or <see langword="null"/> if the body has none.</returns>
    public static VendorError? Find(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1)
            root = root[0]; // Google's OpenAI-compatible address
        var error = VendorJson.Property(root, "error");
        if (SaysSomething(error))
            return error.ValueKind == JsonValueKind.Object ? Read(error) : VendorError.None with { Message = Text(error) ?? "" };
        if (Property(root, "object") == "error")
            return Read(root); // vLLM
        // An answer may have a detail of its own.
        if (IsAnswer(root))
            return null;
        var detail = VendorJson.Property(root, "detail");
        return SaysSomething(detail) ? ReadDetail(detail) : null; // FastAPI, Mistral
    }

    // Some have an error in every answer, and leave it empty when all went well.
    private static bool SaysSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => VendorJson.Text(value)?.Trim() is not "",
        JsonValueKind.Number => value.GetRawText() != "0",
        JsonValueKind.True => true,
        JsonValueKind.Array => value.EnumerateArray().Any(SaysSomething),
        JsonValueKind.Object => value.EnumerateObject().Any(p => SaysSomething(p.Value)),
        _ => false,
    };

    private static bool IsAnswer(JsonElement root) =>
        VendorJson.Property(root, "data").ValueKind == JsonValueKind.Array || VendorJson.Property(root, "choices").ValueKind == JsonValueKind.Array;

    private static VendorError Read(JsonElement error)
    {
        var message = VendorJson.Property(error, "message");
        // Mistral wraps the detail once more.
        var detail = VendorJson.Property(message, "detail") is { ValueKind: JsonValueKind.Array } inner ? ReadDetail(inner) : VendorError.None;
        return new(
            Property(error, "code"),
            Property(error, "type") ?? GoogleReason(error) ?? Property(error, "status"),
            Property(error, "param") ?? detail.Parameter,
            Text(message) ?? detail.Message);
    }

    // {"status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"},…]}
    private static string? GoogleReason(JsonElement error) => VendorJson.Property(error, "details") is { ValueKind: JsonValueKind.Array } details
        ? details.EnumerateArray().Select(d => Property(d, "reason")).FirstOrDefault(r => r is not null)
        : null;

    // [{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"…"}]
    private static VendorError ReadDetail(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Array || detail.GetArrayLength() == 0 || detail[0].ValueKind != JsonValueKind.Object)
            return VendorError.None with { Message = Text(detail) ?? "" };
        var first = detail[0];
        var path = VendorJson.Property(first, "loc");
        var field = path.ValueKind == JsonValueKind.Array && path.GetArrayLength() > 0 ? Text(path[path.GetArrayLength() - 1]) : null;
        return new(null, Property(first, "type"), field, Property(first, "msg") ?? "");
    }

    private static string? Property(JsonElement parent, string name) => Text(VendorJson.Property(parent, name));

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetRawText() : VendorJson.Text(value) is { Length: > 0 } text ? text : null;
}
