using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Takes one folder after the other and decides what becomes of it. Never throws: one bad plugin is its own affair.</summary>
internal sealed class PluginReception(PluginsOptions options, ILogger logger)
{
    private readonly HashSet<string> disabled = options.Disabled.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> folderOfId = [];
    private readonly Dictionary<string, string> pluginOfType = [];

    public PluginEntry Receive(string folder)
    {
        PluginManifest? manifest = null;
        var id = Path.GetFileName(folder);
        try
        {
            manifest = PluginManifest.Read(folder);
            id = manifest.Id;
            var entry = Start(folder, manifest);
            if (entry.State == PluginState.Active) logger.LogInformation("Plugin {Plugin} {Version} loaded", id, manifest.Version);
            return entry;
        }
        catch (PluginRefusedException refused)
        {
            logger.LogWarning(PluginFault.ForLog(refused.InnerException), "Plugin {Plugin} was not loaded: {State}. {Reason}", id, refused.State, refused.Message);
            return new PluginEntry { Id = id, Folder = folder, Manifest = manifest, State = refused.State, Reason = refused.Message };
        }
        catch (Exception exception)
        {
            // The barrier: whatever goes wrong while a plugin is loaded, the portal starts without it.
            logger.LogError(PluginFault.ForLog(exception), "Plugin {Plugin} failed while it was loaded", id);
            return new PluginEntry { Id = id, Folder = folder, Manifest = manifest, State = PluginState.Malfunctioned, Reason = $"It failed while it was loaded ({exception.GetType().Name}). The portal's log has the details." };
        }
    }

    private PluginEntry Start(string folder, PluginManifest manifest)
    {
        if (disabled.Contains(manifest.Id))
            return new PluginEntry { Id = manifest.Id, Folder = folder, Manifest = manifest, State = PluginState.Disabled, Reason = "Switched off by Plugins:Disabled in the configuration." };
        if (!folderOfId.TryAdd(manifest.Id, Path.GetFileName(folder)))
            throw PluginRefusedException.Malfunction($"The folder “{folderOfId[manifest.Id]}” has a plugin with the id “{manifest.Id}” already; only the first one found is used.");

        var assemblyFile = Path.Combine(folder, manifest.Assembly);
        PluginCompatibility.Check(manifest, assemblyFile);
        var started = PluginStart.Run(manifest.Id, assemblyFile, options.StartDeadline, logger);
        if (!pluginOfType.TryAdd(started.Type.Id, manifest.Id))
            throw PluginRefusedException.Malfunction($"Its type “{started.Type.Id}” is already offered by the plugin “{pluginOfType[started.Type.Id]}”.");
        return new PluginEntry { Id = manifest.Id, Folder = folder, Manifest = manifest, State = PluginState.Active, Plugin = started.Plugin, Type = started.Type };
    }
}
