namespace SupportBotPortal.PluginTestKit;

/// <summary>A request as it arrived at the upstream.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Url">The whole address, with its query.</param>
/// <param name="Headers">Every header with its value; names in any case.</param>
/// <param name="Body">The body as text; empty if there was none.</param>
public sealed record UpstreamRequest(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>Whether it makes a model generate, which costs money.</summary>
    public bool Generates { get; init; }

    /// <summary>The model that it is about, in its path or in its body; <see langword="null"/> if it is about none.</summary>
    public string? Model { get; init; }

    /// <summary>Completes when the caller gave up before the answer was complete.</summary>
    public Task Aborted { get; init; } = Task.CompletedTask;
}
