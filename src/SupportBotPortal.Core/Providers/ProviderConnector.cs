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
        var opened = Open(draft, profile);
        try
        {
            return new GuardedClient(await opened.Barrier.RunAsync("connect", opened.Connect, cancellationToken), opened.Http, opened.Barrier);
        }
        catch
        {
            opened.Http.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Connects for answers of one model, in whichever way the plugin allows. Blocks as long as the plugin does, so that only those may call it for whom nobody waits any
    /// longer than they want to: see <see cref="WatchAbandoned"/>.
    /// </summary>
    /// <exception cref="ProviderFailureException">The plugin is missing, or refuses the settings or the model.</exception>
    public ChatConnection ConnectChat(ConnectionDraft draft, string modelId, EgressProfile profile, CancellationToken cancellationToken)
    {
        var opened = Open(draft, profile);
        IProviderClient? client = null;
        try
        {
            // A plugin that waits for an answer within Connect is not to call on, or again, when nobody waits for it.
            using var gone = cancellationToken.UnsafeRegister(static http => ((HttpClient)http!).Dispose(), opened.Http);
            // All in one step.
            var start = opened.Barrier.RunHere(
                "connect",
                () => (client = opened.Connect()) is IOpenAiChat chat ? OpenAiStart.Of(chat, modelId, opened.Barrier) : null, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return new(new GuardedClient(client!, opened.Http, opened.Barrier), start, modelId, opened.Http, opened.Barrier);
        }
        catch
        {
            if (client is not null) opened.Barrier.LetGo(client);
            opened.Http.Dispose();
            throw;
        }
    }

    /// <summary>A call with <see cref="ConnectChat"/> in it was told to end, and nobody waits for it: if it does not come back, that is the plugin's fault, whose author will want to know.</summary>
    public void WatchAbandoned(Task running, string typeId)
    {
        if (plugins.TryGet(typeId, out var entry)) _ = PluginBarrier.WatchAbandonedAsync(running, entry.Type!, LoggerOf(entry), time);
    }

    private OpenedConnection Open(ConnectionDraft draft, EgressProfile profile)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (!plugins.TryGet(draft.TypeId, out var entry)) throw new ProviderFailureException(FailureCause.PluginError, $"The plugin for the type “{draft.TypeId}” is not loaded.");
        var logger = LoggerOf(entry);
        var http = egress.CreateClient(draft.BaseUrl, profile);
        return new(entry.Plugin!, http, new PluginBarrier(entry.Type!, draft.Secrets, measures, logger, time), new ProviderConnection
        {
            BaseUrl = draft.BaseUrl,
            Credential = draft.Credential,
            Settings = draft.Settings,
            Http = http,
            Logger = new SecretFreeLogger(logger, draft.Secrets),
            Time = time,
        });
    }

    private ILogger LoggerOf(PluginEntry entry) => loggers.CreateLogger($"Plugin.{entry.Id}");

    /// <summary>What a plugin is to be connected with.</summary>
    private sealed record OpenedConnection(IProviderPlugin Plugin, HttpClient Http, PluginBarrier Barrier, ProviderConnection Connection)
    {
        /// <summary>Runs behind the barrier.</summary>
        public IProviderClient Connect() => Plugin.Connect(Connection) ?? throw Barrier.Fault("made no client");
    }
}
