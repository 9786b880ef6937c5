using System.Text.Json.Nodes;

namespace SupportBotPortal.FakeProviders;

/// <summary>A request as it arrived, for assertions.</summary>
public sealed record FakeRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Which of the API's endpoints was called.</summary>
    public required FakeEndpoint Endpoint { get; init; }

    /// <summary>Completes when the caller gave up before the answer was complete.</summary>
    public required Task Aborted { get; init; }

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The value of a header, or <see langword="null"/>.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
