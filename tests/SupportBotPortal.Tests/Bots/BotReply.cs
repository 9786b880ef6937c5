using System.Net;
using System.Text.Json.Nodes;

namespace SupportBotPortal.Tests.Bots;

/// <summary>What a bot got, read to its end.</summary>
internal sealed record BotReply(HttpStatusCode Status, string Text, HttpResponseMessage Response)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public JsonObject Error => Json["error"]!.AsObject();

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>What the answer says, streamed or not.</summary>
    public string Said => Text.StartsWith('{') ? (string?)Json["choices"]![0]!["message"]!["content"] ?? "" : string.Concat(Events.Select(e => (string?)(e["choices"] as JsonArray)?.FirstOrDefault()?["delta"]?["content"]));

    /// <summary>The events of a stream, without its last word.</summary>
    public IReadOnlyList<JsonObject> Events => [.. Lines.Where(l => l != "[DONE]").Select(l => JsonNode.Parse(l)!.AsObject())];

    public bool IsDone => Lines.LastOrDefault() == "[DONE]";

    private IEnumerable<string> Lines => Text.Split('\n').Where(l => l.StartsWith("data: ", StringComparison.Ordinal)).Select(l => l["data: ".Length..]);

    public static async Task<BotReply> OfAsync(HttpResponseMessage response) => new(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
}
