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
        Console.SetOut(new PluginConsole(Straight(Console.OpenStandardOutput(), Console.Out.Encoding), isError: false));
        Console.SetError(new PluginConsole(Straight(Console.OpenStandardError(), Console.Error.Encoding), isError: true));
        return true;
    }

    /// <summary>
    /// Not the writer that stood there before. That one has a lock of its own, which whoever took it before this class came
    /// (the console logger) holds when it asks for the lock of <see cref="Console.Out"/>, as every write to the console of a Unix does;
    /// through us it would be the other way round, and both would wait for good.
    /// </summary>
    private static StreamWriter Straight(Stream console, Encoding encoding) => new(console, encoding) { AutoFlush = true };
}
