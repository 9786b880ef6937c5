using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Runs the first code of a plugin where it can neither hold up the portal's start nor write past the log.</summary>
internal static class PluginStart
{
    /// <exception cref="PluginRefusedException">It failed, or did not come back in time.</exception>
    public static StartedPlugin Run(string id, string assemblyFile, TimeSpan deadline, ILogger logger)
    {
        StartedPlugin? started = null;
        ExceptionDispatchInfo? failure = null;
        var output = new PluginOutput(id, logger);
        // A thread of its own, not one of the pool: a plugin that never comes back keeps it for good. In the background,
        // so that it does not keep the process alive.
        var thread = new Thread(() =>
        {
            try
            {
                PluginConsole.Redirect(output);
                started = Start(assemblyFile);
            }
            catch (Exception exception)
            {
                // An exception that left this thread would end the process.
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        { IsBackground = true, Name = $"Plugin {id}" };
        thread.Start();
        var cameBack = thread.Join(deadline);
        output.Flush();
        if (!cameBack)
            throw PluginRefusedException.Malfunction($"It did not start within {Readable(deadline)}: its constructor or its description blocks. Restart the portal once it is repaired.");
        failure?.Throw();
        return started!;
    }

    private static StartedPlugin Start(string assemblyFile)
    {
        var plugin = PluginActivation.Create(assemblyFile);
        return new(plugin, Describe(plugin));
    }

    /// <summary>Reads the declarations once; from here on the portal uses its own copy.</summary>
    private static ProviderType Describe(IProviderPlugin plugin)
    {
        ProviderType copy;
        var faults = new DeclarationFaults();
        try
        {
            copy = ProviderTypeSnapshot.Take(plugin.Type, faults);
        }
        catch (Exception exception) when (exception is not PluginRefusedException)
        {
            throw PluginRefusedException.Malfunction($"Its description cannot be read: {PluginFault.Explain(exception)}", exception);
        }

        ProviderTypeCheck.Run(copy, faults);
        return copy;
    }

    private static string Readable(TimeSpan time) => $"{time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds";
}
