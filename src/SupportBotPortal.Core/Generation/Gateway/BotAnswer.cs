namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What a bot gets.</summary>
public sealed class BotAnswer : IAsyncDisposable
{
    private readonly IAsyncDisposable? started;

    internal BotAnswer(IAsyncDisposable? started) => this.started = started;

    /// <summary>Why it gets no answer.</summary>
    public BotError? Error { get; init; }

    /// <summary>The whole answer, as JSON.</summary>
    public ReadOnlyMemory<byte>? Whole { get; init; }

    /// <summary>Server-sent events, in pieces as they come; each is good until the next one.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>>? Events { get; init; }

    /// <summary>Which model answers.</summary>
    public string? Model { get; init; }

    /// <summary>Which ones were asked, and why they did not answer.</summary>
    public string? Attempts { get; init; }

    public ValueTask DisposeAsync() => started?.DisposeAsync() ?? ValueTask.CompletedTask;
}
