using System.Text;

namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Stands before the console, and gives to the log what a plugin writes while it starts, and whatever it set going then.
/// Everybody else's text passes through.
/// </summary>
internal sealed class PluginConsole(TextWriter console, bool isError) : TextWriter
{
    private static readonly AsyncLocal<PluginOutput?> Current = new();

    // Once for the process and never taken away: a plugin may keep Console.Out, and two starts may overlap in tests.
    private static readonly Lazy<bool> Installed = new(Install);

    public override Encoding Encoding => console.Encoding;

    /// <summary>From here on, what this thread and what it starts writes goes to the given output.</summary>
    public static void Redirect(PluginOutput output)
    {
        _ = Installed.Value;
        Current.Value = output;
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        if (Current.Value is not { } output)
        {
            console.Write(value);
            return;
        }

        // A logger that writes to the console on this thread must come through.
        Current.Value = null;
        try
        {
            output.Write(value, isError);
        }
        finally
        {
            Current.Value = output;
        }
    }

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override void Flush() => console.Flush();

    private static bool Install()
    {
        Console.SetOut(new PluginConsole(Console.Out, isError: false));
        Console.SetError(new PluginConsole(Console.Error, isError: true));
        return true;
    }
}
