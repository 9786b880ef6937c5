namespace SupportBotPortal.Tests.Board;

/// <summary>A bench that the tests of a class share.</summary>
public sealed class StartedBoard : IAsyncLifetime
{
    internal BoardBench Bench { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bench = await BoardBench.StartAsync();

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
