using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Google;

/// <summary>What a model says, in parts.</summary>
internal static class Parts
{
    public static List<AIContent> Read(JsonElement parts)
    {
        var contents = new List<AIContent>();
        if (parts.ValueKind != JsonValueKind.Array)
            return contents;
        foreach (var part in parts.EnumerateArray())
        {
            if (ReadOne(part) is { } content)
                contents.Add(content);
        }

        return contents;
    }

    private static AIContent? ReadOne(JsonElement part)
    {
        if (VendorJson.Property(part, "functionCall") is { ValueKind: JsonValueKind.Object } call)
            return Call(call, VendorJson.Text(VendorJson.Property(part, Contents.Signature)));
        if (VendorJson.Property(part, "inlineData") is { ValueKind: JsonValueKind.Object } data)
            return Data(data);
        if (VendorJson.Text(VendorJson.Property(part, "text")) is not { Length: > 0 } text)
            return null;
        // Thoughts are not what is said to a customer.
        return VendorJson.Property(part, "thought").ValueKind == JsonValueKind.True ? new TextReasoningContent(text) : new TextContent(text);
    }

    private static FunctionCallContent? Call(JsonElement call, string? signature)
    {
        if (VendorJson.Text(VendorJson.Property(call, "name")) is not { Length: > 0 } name)
            return null;
        var arguments = VendorJson.Property(call, "args") is { ValueKind: JsonValueKind.Object } args
            ? args.EnumerateObject().DistinctBy(a => a.Name).ToDictionary(a => a.Name, a => (object?)a.Value.Clone())
            : [];
        // The id is optional here, and what belongs together is found by it elsewhere.
        var id = VendorJson.Text(VendorJson.Property(call, "id")) is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");
        return new(id, name, arguments)
        {
            AdditionalProperties = signature is null ? null : new() { [Contents.Signature] = signature },
        };
    }

    private static DataContent? Data(JsonElement data) =>
        VendorJson.Text(VendorJson.Property(data, "mimeType")) is { Length: > 0 } type
        && VendorJson.Property(data, "data") is { ValueKind: JsonValueKind.String } base64
        && base64.TryGetBytesFromBase64(out var bytes)
            ? new(bytes, type)
            : null;
}
