using System.Text.Json;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>How many tokens a request allows, whatever the vendor calls it.</summary>
internal static class TokenLimit
{
    public static int? Of(UpstreamRequest request, PluginSubject subject)
    {
        if (subject.TokenLimit is { } read)
            return read(request);
        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return Find(body.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // max_tokens, maxOutputTokens, max_completion_tokens, num_predict, …
    private static int? Find(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in element.EnumerateObject())
        {
            var isLimit = property.Name.Contains("max", StringComparison.OrdinalIgnoreCase) && property.Name.Contains("token", StringComparison.OrdinalIgnoreCase);
            if ((isLimit || property.Name == "num_predict") && property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out var limit))
                return limit;
            if (Find(property.Value) is { } inner)
                return inner;
        }

        return null;
    }
}
