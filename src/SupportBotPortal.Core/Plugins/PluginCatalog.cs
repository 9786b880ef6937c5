using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>All plugins found at start, loaded or not. Changes apply at the next start.</summary>
public sealed class PluginCatalog
{
    private readonly Dictionary<string, PluginEntry> byType;

    public PluginCatalog(IOptions<PluginsOptions> options, IHostEnvironment environment, ILogger<PluginCatalog> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        var directories = options.Value.Directories
            .Select(directory => Path.GetFullPath(directory, environment.ContentRootPath))
            .Prepend(Path.Combine(AppContext.BaseDirectory, "plugins"));
        Entries = Load(directories, options.Value.Disabled.ToHashSet(StringComparer.OrdinalIgnoreCase), logger);
        byType = Entries.Where(e => e.Type is not null).ToDictionary(e => e.Type!.Id);
    }

    public IReadOnlyList<PluginEntry> Entries { get; }

    /// <summary>The types that can be used, as people want to see them.</summary>
    public IEnumerable<ProviderType> Types => byType.Values.Select(e => e.Type!).OrderBy(t => t.Id == "custom").ThenBy(t => t.DisplayName, StringComparer.OrdinalIgnoreCase);

    public bool TryGet(string? typeId, [NotNullWhen(true)] out PluginEntry? entry) => byType.TryGetValue(typeId ?? "", out entry);

    public ProviderType? TypeOf(string? typeId) => TryGet(typeId, out var entry) ? entry.Type : null;

    private static List<PluginEntry> Load(IEnumerable<string> directories, HashSet<string> disabled, ILogger logger)
    {
        var entries = new List<PluginEntry>();
        var ids = new HashSet<string>();
        var types = new Dictionary<string, string>();
        foreach (var folder in directories.Where(Directory.Exists).SelectMany(d => Directory.EnumerateDirectories(d).Order(StringComparer.Ordinal)))
        {
            var entry = LoadOne(folder, disabled, ids, types, logger);
            entries.Add(entry);
            if (entry.State == PluginState.Active) logger.LogInformation("Plugin {Plugin} {Version} loaded", entry.Id, entry.Manifest?.Version);
        }

        return entries;
    }

    private static PluginEntry LoadOne(string folder, HashSet<string> disabled, HashSet<string> ids, Dictionary<string, string> types, ILogger logger)
    {
        PluginManifest? manifest = null;
        var id = Path.GetFileName(folder);
        try
        {
            manifest = PluginManifest.Read(folder);
            id = manifest.Id;
            if (disabled.Contains(id))
                return new PluginEntry { Id = id, Folder = folder, Manifest = manifest, State = PluginState.Disabled, Reason = "Switched off by Plugins:Disabled in the configuration." };
            if (!ids.Add(id)) throw PluginRefusedException.Malfunction($"Another plugin has the id “{id}” already; the first one found is used.");

            var assemblyFile = Path.Combine(folder, manifest.Assembly);
            PluginCompatibility.Check(manifest, assemblyFile);
            var plugin = PluginActivation.Create(assemblyFile);
            var type = plugin.Type;
            ProviderTypeCheck.Run(type);
            if (!types.TryAdd(type.Id, id)) throw PluginRefusedException.Malfunction($"Its type “{type.Id}” is already offered by the plugin “{types[type.Id]}”.");
            return new PluginEntry { Id = id, Folder = folder, Manifest = manifest, State = PluginState.Active, Plugin = plugin, Type = type };
        }
        catch (PluginRefusedException refused)
        {
            logger.LogWarning(refused.InnerException, "Plugin {Plugin} was not loaded: {State}. {Reason}", id, refused.State, refused.Message);
            return new PluginEntry { Id = id, Folder = folder, Manifest = manifest, State = refused.State, Reason = refused.Message };
        }
        catch (Exception exception)
        {
            // The barrier: whatever a plugin throws while it is loaded, the portal starts without it.
            logger.LogError(exception, "Plugin {Plugin} failed while it was loaded", id);
            return new PluginEntry { Id = id, Folder = folder, Manifest = manifest, State = PluginState.Malfunctioned, Reason = $"It failed while it was loaded ({exception.GetType().Name}). The portal's log has the details." };
        }
    }
}
