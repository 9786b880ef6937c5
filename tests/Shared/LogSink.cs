using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Keeps every log line, so that a test can say what must not be in it.</summary>
public sealed class LogSink : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();
    private TaskCompletionSource added = New();
    private volatile bool isForgotten;

    public IReadOnlyCollection<string> Lines => isForgotten ? throw new InvalidOperationException("The log was let go of with its portal: read it before.") : lines;

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Add);

    /// <summary>The first line with these words, once it is there.</summary>
    public async Task<string> LineAsync(string words, CancellationToken cancellationToken) => (await LinesAsync(words, 1, cancellationToken))[0];

    /// <summary>Waits until as many lines have been written.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string words, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref added);
            if (lines.Where(line => line.Contains(words, StringComparison.Ordinal)).Take(count).ToList() is var found && found.Count == count) return found;
            await next.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Lets go of everything: what a portal logged to outlives it, and hundreds of portals are started in one process.</summary>
    public void Forget()
    {
        isForgotten = true;
        lines.Clear();
    }

    public void Dispose()
    {
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string line)
    {
        if (isForgotten) return;
        lines.Enqueue(line);
        Interlocked.Exchange(ref added, New()).TrySetResult();
    }

    private sealed class Writer(string category, Action<string> add) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            add($"{category} scope: {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            add($"{logLevel} {category}: {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                add(string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")));
        }
    }
}
