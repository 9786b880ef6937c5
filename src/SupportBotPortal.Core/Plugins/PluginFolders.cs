using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Finds the folders that may hold a plugin.</summary>
internal static class PluginFolders
{
    /// <summary>In an order that does not change from start to start: of two with one id the first is used.</summary>
    public static List<PluginCandidate> Find(IEnumerable<string> directories, string contentRoot, ILogger logger)
    {
        // An empty setting would mean the content root itself, and the same directory twice would make every plugin a duplicate.
        var roots = directories
            .Where(directory => !string.IsNullOrWhiteSpace(directory))
            .Select(directory => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory, contentRoot)))
            .Distinct(StringComparer.Ordinal);
        var candidates = new List<PluginCandidate>();
        foreach (var root in roots)
        {
            try
            {
                candidates.AddRange(Below(root));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning("The plugins directory {Directory} cannot be read: {Reason}", root, exception.Message);
            }
        }

        return candidates;
    }

    private static IEnumerable<PluginCandidate> Below(string root)
    {
        var folders = Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal);
        if (!HasManifest(root)) return folders.Select(folder => new PluginCandidate(folder));
        // A plugin's own folder: what lies in it, such as runtimes/, is no broken plugin.
        return folders.Where(HasManifest).Select(folder => new PluginCandidate(folder)).Prepend(new(root, isMisplaced: true));
    }

    private static bool HasManifest(string folder) => File.Exists(Path.Combine(folder, PluginManifest.FileName));
}
