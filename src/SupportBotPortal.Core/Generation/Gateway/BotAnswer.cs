using SupportBotPortal.Core.Generation.Gateway.Metering;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What a bot gets.</summary>
public sealed class BotAnswer : IAsyncDisposable
{
    private readonly IAsyncDisposable? started;
    private readonly ChatMeter? meter;

    internal BotAnswer(BotError error) => Error = error;

    internal BotAnswer(IAsyncDisposable started, ChatMeter meter) => (this.started, this.meter) = (started, meter);

    /// <summary>Why it gets no answer.</summary>
    public BotError? Error { get; }

    /// <summary>The whole answer, as JSON.</summary>
    public ReadOnlyMemory<byte>? Whole { get; init; }

    /// <summary>Server-sent events, in pieces as they come; each is good until the next one.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>>? Events { get; init; }

    /// <summary>Which model answers.</summary>
    public string? Model { get; init; }

    /// <summary>Which ones were asked, and why they did not answer.</summary>
    public string? Attempts { get; init; }

    /// <summary>The bot has all of it. An answer that was not told so when it is disposed of was given up by its bot.</summary>
    public void Delivered() => meter?.Complete();

    public async ValueTask DisposeAsync()
    {
        meter?.Dispose();
        if (started is not null) await started.DisposeAsync();
    }
}
