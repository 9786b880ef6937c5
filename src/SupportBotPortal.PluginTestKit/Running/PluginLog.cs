using Microsoft.Extensions.Logging;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Keeps what the plugin logs: texts, values and exceptions.</summary>
internal sealed class PluginLog : ILogger
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Add(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Add($"{formatter(state, exception)} {exception}");
        // A structured log keeps the values too, whether or not the text shows them.
        Add(state);
    }

    private void Add(object? state)
    {
        var text = state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")) : state?.ToString() ?? "";
        lock (gate)
            lines.Add(text);
    }
}
