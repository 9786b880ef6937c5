using System.Text;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Plugins;

/// <summary>What one plugin writes to the console, line by line in the log under its name, within limits.</summary>
internal sealed class PluginOutput(string plugin, ILogger logger)
{
    private const int MaximumLines = 100;
    private const int MaximumLength = 500;

    private readonly Lock gate = new();
    private readonly StringBuilder line = new();
    private int lines;

    public void Write(string? text, bool isError)
    {
        lock (gate)
        {
            foreach (var character in text ?? "")
            {
                if (character == '\n') EndLine(isError);
                else if (!char.IsControl(character) && line.Length < MaximumLength) line.Append(character);
            }
        }
    }

    /// <summary>Logs the beginning of a line that was never ended.</summary>
    public void Flush()
    {
        lock (gate) EndLine(isError: false);
    }

    private void EndLine(bool isError)
    {
        var text = line.ToString();
        line.Clear();
        if (text.Length == 0 || lines > MaximumLines) return;
        if (++lines > MaximumLines) text = "(more, which is left out)";
        logger.Log(isError ? LogLevel.Warning : LogLevel.Information, "Plugin {Plugin} writes: {Text}", plugin, text);
    }
}
