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
        var connection = new ProviderConnection
        {
            BaseUrl = draft.BaseUrl,
            Credential = draft.Credential,
            Settings = draft.Settings,
            Http = egress.CreateClient(draft.BaseUrl, profile),
            Logger = loggers.CreateLogger($"Plugin.{entry.Id}"),
            Time = time,
        };
        try
        {
            return new GuardedClient(entry.Plugin!.Connect(connection), entry.Type!.DisplayName, draft.Secrets);
        }
        catch (ProviderFailureException failure)
        {
            throw new ProviderFailureException(failure.Cause, Redaction.Clean(failure.Message, draft.Secrets), failure);
        }
        catch (Exception exception)
        {
            throw new ProviderFailureException(FailureCause.PluginError, $"The plugin {entry.Type!.DisplayName} failed ({exception.GetType().Name}). The portal's log has the details.", exception);
        }
    }
}
