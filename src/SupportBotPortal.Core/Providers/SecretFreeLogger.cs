using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Providers;

/// <summary>The logger a plugin gets: whatever it writes, the secrets it was given do not reach the log.</summary>
internal sealed class SecretFreeLogger(ILogger inner, IReadOnlyList<string> secrets) : ILogger
{
    // A scope's values would bypass the cleaning below.
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel)) return;
        var text = exception is null ? formatter(state, null) : $"{formatter(state, exception)} {PluginCallFault.TextOf(exception)}";
        inner.Log(logLevel, new EventId(eventId.Id), Redaction.CleanForLog(text, secrets), null, static (clean, _) => clean);
    }
}
