using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>A plugin threw what it should not: into the log without secrets, to the person as a sentence.</summary>
internal static class PluginCallFault
{
    public static ProviderFailureException Report(ILogger logger, string pluginName, Exception exception, IReadOnlyList<string> secrets)
    {
        // As text, never as the exception: its message may hold the key that the plugin was given.
        logger.LogError("The plugin {Plugin} failed: {Details}", pluginName, Redaction.CleanForLog(TextOf(exception), secrets));
        return new(FailureCause.PluginError, $"The plugin {pluginName} failed: {PluginFault.Explain(exception)}");
    }

    public static string TextOf(Exception exception)
    {
        try
        {
            return exception.ToString();
        }
        catch (Exception)
        {
            // Even an exception's own text can throw.
            return exception.GetType().FullName ?? "an exception";
        }
    }
}
