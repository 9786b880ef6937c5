using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Decides what becomes of each folder. Never throws: one bad plugin is its own affair. What decides between plugins goes
/// in the order of the folders; only what may take long, their first code, runs at the same time.
/// </summary>
internal sealed class PluginReception(PluginsOptions options, ILogger logger)
{
    private readonly HashSet<string> disabled = options.Disabled.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> folderOfId = [];
    private readonly Dictionary<string, PluginCandidate> pluginOfType = [];
    private readonly TypeNames names = new();

    public IReadOnlyList<PluginEntry> Receive(IEnumerable<PluginCandidate> found)
    {
        List<PluginCandidate> candidates = [.. found];
        foreach (var candidate in candidates) candidate.Try(() => Admit(candidate));
        PluginStarts.Run(candidates, candidate => candidate.Try(() => Start(candidate)));
        return [.. candidates.Select(Conclude)];
    }

    private void Admit(PluginCandidate candidate)
    {
        if (candidate.IsMisplaced)
        {
            throw PluginRefusedException.Malfunction($"Plugins:Directories names the plugin's own folder “{candidate.FolderName}”; name its parent.")
                .WithDetail($"Its parent is {Path.GetDirectoryName(candidate.Folder)}.");
        }

        var manifest = candidate.Manifest = PluginManifest.Read(candidate.Folder);
        if (disabled.Contains(manifest.Id)) throw PluginRefusedException.Disabled("Switched off by Plugins:Disabled in the configuration.");
        if (!folderOfId.TryAdd(manifest.Id, candidate.Folder))
        {
            throw PluginRefusedException.Malfunction($"The folder “{Path.GetFileName(folderOfId[manifest.Id])}” has a plugin with the id “{manifest.Id}” already; only the first one found is used.")
                .WithDetail($"The one that is used lies in {folderOfId[manifest.Id]}.");
        }
    }

    /// <summary>Runs on a thread among others: uses nothing but the candidate.</summary>
    private void Start(PluginCandidate candidate)
    {
        var manifest = candidate.Manifest!;
        var assemblyFile = Path.Combine(candidate.Folder, manifest.Assembly);
        PluginCompatibility.Check(manifest, assemblyFile);
        candidate.Started = PluginStart.Run(manifest.Id, assemblyFile, options.StartDeadline, logger);
    }

    private PluginEntry Conclude(PluginCandidate candidate)
    {
        candidate.Try(() => Offer(candidate));
        if (candidate.Failure is null)
        {
            logger.LogInformation("Plugin {Plugin} {Version} loaded from {Folder}", candidate.Id, candidate.Manifest!.VersionText, candidate.Folder);
            return Entry(candidate, PluginState.Active, "");
        }

        if (candidate.Failure is PluginRefusedException refused)
        {
            logger.Log(
                refused.State == PluginState.Disabled ? LogLevel.Information : LogLevel.Warning, PluginFault.ForLog(refused.InnerException),
                "Plugin {Plugin} in {Folder} was not loaded: {State}. {Reason} {Detail}", candidate.Id, candidate.Folder, refused.State, refused.Message, refused.Detail);
            return Entry(candidate, refused.State, refused.Message);
        }

        // The barrier: whatever goes wrong while a plugin is loaded, the portal starts without it.
        logger.LogError(PluginFault.ForLog(candidate.Failure), "Plugin {Plugin} in {Folder} failed while it was loaded", candidate.Id, candidate.Folder);
        return Entry(candidate, PluginState.Malfunctioned, $"It failed while it was loaded ({candidate.Failure.GetType().Name}). The portal's log has the details.");
    }

    private void Offer(PluginCandidate candidate)
    {
        var type = candidate.Started!.Type;
        if (!pluginOfType.TryAdd(type.Id, candidate))
        {
            throw PluginRefusedException.Malfunction($"Its type “{type.Id}” is already offered by the plugin “{pluginOfType[type.Id].Id}”.")
                .WithDetail($"That one lies in {pluginOfType[type.Id].Folder}.");
        }

        candidate.Started = candidate.Started with { Type = type with { DisplayName = names.Distinct(type.DisplayName, candidate.Id) } };
    }

    private static PluginEntry Entry(PluginCandidate candidate, PluginState state, string reason) => new()
    {
        Id = candidate.Id,
        Folder = candidate.Folder,
        Manifest = candidate.Manifest,
        State = state,
        Reason = reason,
        Plugin = state == PluginState.Active ? candidate.Started!.Plugin : null,
        Type = state == PluginState.Active ? candidate.Started!.Type : null,
    };
}
