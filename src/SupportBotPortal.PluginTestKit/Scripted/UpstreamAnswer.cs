namespace SupportBotPortal.PluginTestKit.Scripted;

/// <summary>What a scripted upstream answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Pieces">The body, in the pieces in which it is sent; some rules cut it anew.</param>
public sealed record UpstreamAnswer(int Status, IReadOnlyList<string> Pieces)
{
    /// <summary>The media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>How the body ends.</summary>
    public AnswerEnding Ending { get; init; }

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>JSON in one piece.</summary>
    /// <param name="body">The text.</param>
    /// <param name="status">The HTTP status.</param>
    public static UpstreamAnswer Json(string body, int status = 200) => new(status, [body]);

    /// <summary>A stream of server-sent events, each a piece of its own.</summary>
    /// <param name="events">What stands behind <c>data: </c>.</param>
    /// <param name="ending">How the stream ends.</param>
    public static UpstreamAnswer Events(IEnumerable<string> events, AnswerEnding ending = AnswerEnding.Complete) =>
        new(200, [.. events.Select(e => $"data: {e}\n\n")]) { ContentType = "text/event-stream", Ending = ending };
}
