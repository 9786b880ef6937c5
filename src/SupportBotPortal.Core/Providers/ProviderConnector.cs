using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Connects a plugin to a provider through the one door out, behind the barrier.</summary>
public sealed class ProviderConnector(PluginCatalog plugins, IEgress egress, ILoggerFactory loggers, TimeProvider time)
{
    /// <exception cref="ProviderFailureException">The plugin is missing, or refuses the settings.</exception>
    public IProviderClient Connect(ConnectionDraft draft, EgressProfile profile)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!plugins.TryGet(draft.TypeId, out var entry)) throw new ProviderFailureException(FailureCause.PluginError, $"The plugin for the type “{draft.TypeId}” is not loaded.");
        var logger = loggers.CreateLogger($"Plugin.{entry.Id}");
        var connection = new ProviderConnection
        {
            BaseUrl = draft.BaseUrl,
            Credential = draft.Credential,
            Settings = draft.Settings,
            Http = egress.CreateClient(draft.BaseUrl, profile),
            Logger = new SecretFreeLogger(logger, draft.Secrets),
            Time = time,
        };
        try
        {
            return new GuardedClient(entry.Plugin!.Connect(connection), entry.Type!.DisplayName, draft.Secrets, logger);
        }
        catch (ProviderFailureException failure)
        {
            throw new ProviderFailureException(failure.Cause, Redaction.Clean(failure.Message, draft.Secrets));
        }
        catch (Exception exception)
        {
            throw PluginCallFault.Report(logger, entry.Type!.DisplayName, exception, draft.Secrets);
        }
    }
}
