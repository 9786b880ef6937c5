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
        var directories = options.Value.Directories.Prepend(Path.Combine(AppContext.BaseDirectory, "plugins"));
        Entries = new PluginReception(options.Value, logger).Receive(PluginFolders.Find(directories, environment.ContentRootPath, logger));
        byType = Entries.Where(e => e.Type is not null).ToDictionary(e => e.Type!.Id);
    }

    public IReadOnlyList<PluginEntry> Entries { get; }

    /// <summary>“type/model” of the models that stand for an empty list, of all types.</summary>
    public IReadOnlyList<string> DefaultModels => [.. Types.SelectMany(t => t.DefaultModels.Select(model => t.Id + "/" + model))];

    /// <summary>The types that can be used, as people want to see them.</summary>
    public IEnumerable<ProviderType> Types => byType.Values
        // The built-in ones first: what is preselected must not depend on what somebody added. Custom is for what nothing else fits.
        .OrderBy(e => !e.Folder.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
        .ThenBy(e => e.Type!.Id == "custom").ThenBy(e => e.Type!.DisplayName, StringComparer.OrdinalIgnoreCase)
        .Select(e => e.Type!);

    public bool TryGet(string? typeId, [NotNullWhen(true)] out PluginEntry? entry) => byType.TryGetValue(typeId ?? "", out entry);

    public ProviderType? TypeOf(string? typeId) => TryGet(typeId, out var entry) ? entry.Type : null;
}
