namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>An answer of which the first good byte has come: from here on no other model is asked.</summary>
/// <param name="owned">Let go of with it, in this order.</param>
internal sealed class StartedAnswer(params IAsyncDisposable[] owned) : IAsyncDisposable
{
    private IDisposable[] last = [];

    /// <summary>The whole of it, as JSON; <see langword="null"/> if it is streamed.</summary>
    public ReadOnlyMemory<byte>? Whole { get; init; }

    /// <summary>Its events, in pieces as they come; each is good until the next one. Fails with a <see cref="PluginSdk.ProviderFailureException"/> where the provider does.</summary>
    public IAsyncEnumerable<ReadOnlyMemory<byte>>? Events { get; init; }

    /// <summary>Complete when the answer is.</summary>
    public required AnswerUsage Usage { get; init; }

    /// <summary>What it also needs to the end.</summary>
    public StartedAnswer With(params IDisposable[] also)
    {
        last = also;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned) await one.DisposeAsync();
        foreach (var one in last) one.Dispose();
    }
}
