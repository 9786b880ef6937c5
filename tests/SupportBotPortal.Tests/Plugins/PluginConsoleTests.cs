using Microsoft.Extensions.Logging.Abstractions;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Tests.Plugins;

[assembly: AssemblyFixture(typeof(ConsoleBefore))]

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What a console logger has in hand that was made before the first plugin started.</summary>
public sealed class ConsoleBefore
{
    public TextWriter Out { get; } = Console.Out;
}

/// <summary>What stands before the console for the plugins' sake must not come in the way of anybody else who writes there.</summary>
public sealed class PluginConsoleTests(ConsoleBefore before)
{
    /// <summary>
    /// A console logger that writes holds its writer, and asks for the lock of <see cref="Console.Out"/>. Whoever has that one and
    /// wants the logger's would wait for good.
    /// </summary>
    [Fact]
    public void Who_writes_to_the_console_does_not_wait_for_a_logger_that_writes()
    {
        // As the start of a plugin does; on a thread of its own, which alone is redirected.
        InBackground(() => PluginConsole.Redirect(new PluginOutput("none", NullLogger.Instance))).Join();
        bool hasWritten;

        lock (before.Out) hasWritten = InBackground(() => Console.Write('\n')).Join(TimeSpan.FromSeconds(20));

        hasWritten.ShouldBeTrue();
    }

    private static Thread InBackground(ThreadStart act)
    {
        var thread = new Thread(act) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
