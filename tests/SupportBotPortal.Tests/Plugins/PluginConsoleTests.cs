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
    [Fact]
    public void Who_took_the_console_before_and_who_takes_it_now_do_not_wait_for_each_other()
    {
        Stand();
        var taken = new ManualResetEventSlim();
        var goOn = new ManualResetEventSlim();
        var now = InBackground(() =>
        {
            lock (Console.Out)
            {
                taken.Set();
                goOn.Wait();
                Console.Write('\n');
            }
        });
        taken.Wait(TestContext.Current.CancellationToken);
        var logger = InBackground(() => before.Out.Write('\n'));
        // On a Unix it has its writer now and waits for the console; elsewhere it has written.
        SpinWait.SpinUntil(() => !logger.IsAlive || IsHeld(before.Out));

        goOn.Set();

        now.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        logger.Join(TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }

    /// <summary>As the start of a plugin does; on a thread of its own, which alone is redirected.</summary>
    private static void Stand() => InBackground(() => PluginConsole.Redirect(new PluginOutput("none", NullLogger.Instance))).Join();

    private static bool IsHeld(TextWriter writer)
    {
        if (!Monitor.TryEnter(writer)) return true;
        Monitor.Exit(writer);
        return false;
    }

    private static Thread InBackground(ThreadStart act)
    {
        var thread = new Thread(act) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
