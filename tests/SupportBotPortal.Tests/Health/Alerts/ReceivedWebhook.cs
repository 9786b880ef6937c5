using System.Text.Json;

namespace SupportBotPortal.Tests.Health.Alerts;

public sealed record ReceivedWebhook(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Title => Json.GetProperty("title").GetString()!;

    public IReadOnlyList<string> Events => [.. Json.GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("event").GetString()!)];
}
