using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Tests.Egress;

/// <summary>Answers from a script: the last answer of a name is repeated, unknown names do not exist.</summary>
internal sealed class StubResolver : INameResolver
{
    private readonly Dictionary<string, Queue<IPAddress[]>> answers = [];

    public ConcurrentQueue<string> Asked { get; } = [];

    public StubResolver With(string host, params string[] addresses)
    {
        if (!answers.TryGetValue(host, out var queue)) answers[host] = queue = new();
        queue.Enqueue([.. addresses.Select(IPAddress.Parse)]);
        return this;
    }

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        if (!answers.TryGetValue(host, out var queue)) throw new SocketException((int)SocketError.HostNotFound);
        return new(queue.Count > 1 ? queue.Dequeue() : queue.Peek());
    }
}
