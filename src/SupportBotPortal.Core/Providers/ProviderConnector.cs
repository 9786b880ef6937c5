using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Connects a plugin to a provider through the one door out, behind the barrier.</summary>
public sealed class ProviderConnector(PluginCatalog plugins, IEgress egress, PluginMeasures measures, ILoggerFactory loggers, TimeProvider time)
{
    /// <exception cref="ProviderFailureException">The plugin is missing, or refuses the settings.</exception>
    public async Task<IProviderClient> ConnectAsync(ConnectionDraft draft, EgressProfile profile, CancellationToken cancellationToken)
    {
        var (client, http, barrier) = await OpenAsync(draft, profile, cancellationToken);
        return new GuardedClient(client, http, barrier);
    }

    /// <summary>Connects for answers of one model, in whichever way the plugin allows.</summary>
    /// <exception cref="ProviderFailureException">The plugin is missing, or refuses the settings.</exception>
    public async Task<ChatConnection> ConnectChatAsync(ConnectionDraft draft, string modelId, EgressProfile profile, CancellationToken cancellationToken)
    {
        var (client, http, barrier) = await OpenAsync(draft, profile, cancellationToken);
        return new(new GuardedClient(client, http, barrier), client as IOpenAiChat, modelId, http, barrier);
    }

    private async Task<(IProviderClient Client, HttpClient Http, PluginBarrier Barrier)> OpenAsync(ConnectionDraft draft, EgressProfile profile, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!plugins.TryGet(draft.TypeId, out var entry)) throw new ProviderFailureException(FailureCause.PluginError, $"The plugin for the type “{draft.TypeId}” is not loaded.");
        var logger = loggers.CreateLogger($"Plugin.{entry.Id}");
        var barrier = new PluginBarrier(entry.Type!, draft.Secrets, measures, logger, time);
        var http = egress.CreateClient(draft.BaseUrl, profile);
        var connection = new ProviderConnection
        {
            BaseUrl = draft.BaseUrl,
            Credential = draft.Credential,
            Settings = draft.Settings,
            Http = http,
            Logger = new SecretFreeLogger(logger, draft.Secrets),
            Time = time,
        };
        try
        {
            return (await barrier.RunAsync("connect", () => entry.Plugin!.Connect(connection) ?? throw barrier.Fault("made no client"), cancellationToken), http, barrier);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }
}
