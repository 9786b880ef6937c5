using System.Collections;
using System.Collections.ObjectModel;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Providers;

/// <summary>A plugin's client that does what a test tells it.</summary>
internal sealed class Faulty : IProviderClient
{
    public Func<CancellationToken, Task<IReadOnlyList<DiscoveredModel>>> Discover { get; init; } = _ => Task.FromResult<IReadOnlyList<DiscoveredModel>>([]);

    public Func<string, IChatClient> Chat { get; init; } = _ => throw new NotSupportedException();

    public Action BeforeStages { get; init; } = () => { };

    public IReadOnlyList<ProbeStage> Stages { get; init; } = [];

    public Action Dispose { get; init; } = () => { };

    /// <summary>Whether the probe's own <c>finally</c> has run.</summary>
    public bool HasCleanedUp { get; private set; }

    public Task<IReadOnlyList<DiscoveredModel>> DiscoverModelsAsync(CancellationToken cancellationToken) => Discover(cancellationToken);

    public async IAsyncEnumerable<ProbeStage> ProbeAsync(ProbeRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            BeforeStages();
            foreach (var stage in Stages)
            {
                await Task.Yield();
                yield return stage;
            }
        }
        finally
        {
            HasCleanedUp = true;
        }
    }

    public IChatClient CreateChatClient(string modelId) => Chat(modelId);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A list that says it is empty and whose items come from a function, without end.</summary>
internal sealed class Hostile<T>(Func<T> next) : IReadOnlyList<T>
{
    public int Count => 0;

    public T this[int index] => next();

    public IEnumerator<T> GetEnumerator()
    {
        while (true) yield return next();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Contents that fail from some time on, whoever reads them.</summary>
internal sealed class HostileContents : Collection<AIContent>, IList<AIContent>
{
    public bool Fails { get; set; }

    int ICollection<AIContent>.Count => Fails ? throw new InvalidOperationException("Not any more") : Count;

    IEnumerator<AIContent> IEnumerable<AIContent>.GetEnumerator() => Fails ? throw new InvalidOperationException("Not any more") : GetEnumerator();
}

/// <summary>A chat client that answers with nothing, or with the given stream.</summary>
internal sealed class FaultyChat : IChatClient
{
    public IAsyncEnumerable<ChatResponseUpdate> Updates { get; init; } = AsyncEnumerable.Empty<ChatResponseUpdate>();

    public ChatResponse? Response { get; init; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult(Response!);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Updates;

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
