using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>What a message consists of: text, images, files.</summary>
internal static class ContentTranslation
{
    public static IEnumerable<AIContent> Read(JsonElement content, string at)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return [];
            case JsonValueKind.String:
                return [new TextContent(content.GetString())];
            case JsonValueKind.Array:
                return [.. content.EnumerateArray().Select(part => ReadPart(part, at + ".content"))];
            default:
                throw new UntranslatableException("The “content” of a message is to be a text, or a list of parts.", at + ".content");
        }
    }

    private static AIContent ReadPart(JsonElement part, string at) => TranslatedRequest.TextOf(part, "type") switch
    {
        "text" or "refusal" => new TextContent(TranslatedRequest.TextOf(part, "text") ?? TranslatedRequest.TextOf(part, "refusal") ?? throw new UntranslatableException("A part of the type text has no text.", at)),
        "image_url" => Address(part.TryGetProperty("image_url", out var image) ? image : default, "image/*", at),
        "file" when part.TryGetProperty("file", out var file) && TranslatedRequest.TextOf(file, "file_data") is { } data => Data(data, at),
        var kind => throw new UntranslatableException($"The model in production takes text, images and files{(kind is null ? "" : $", and no part of the type “{(kind.Length <= 40 ? kind : "…")}”")}.", at),
    };

    private static AIContent Address(JsonElement image, string mediaType, string at)
    {
        var url = image.ValueKind == JsonValueKind.String ? image.GetString() : TranslatedRequest.TextOf(image, "url");
        if (url is null) throw new UntranslatableException("An image has no address.", at);
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return Data(url, at);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? new UriContent(uri, mediaType)
            : throw new UntranslatableException("The address of an image is to begin with https:// or data:.", at);
    }

    private static DataContent Data(string url, string at)
    {
        try
        {
            return new DataContent(url);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            throw new UntranslatableException("An image or file that begins with data: cannot be read; it is written as data:image/png;base64,….", at);
        }
    }
}
