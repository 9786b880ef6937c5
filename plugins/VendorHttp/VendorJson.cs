using System.Text.Json;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Reads what strangers send: bounded in depth, and lenient about everything that is not needed.</summary>
public static class VendorJson
{
    public static readonly JsonDocumentOptions Document = new() { MaxDepth = 32 };

    /// <returns>The property; of kind <see cref="JsonValueKind.Undefined"/> if there is none.</returns>
    public static JsonElement Property(JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return default; // a name with half a surrogate pair
        }
    }

    /// <returns>The text; <see langword="null"/> if it is none.</returns>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair: JSON, but no text
        }
    }

    /// <returns>A positive whole number; <see langword="null"/> if it is none.</returns>
    public static int? Count(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count : null;
}
