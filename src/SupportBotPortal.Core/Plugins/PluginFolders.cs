using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Finds the folders that may hold a plugin.</summary>
internal static class PluginFolders
{
    /// <summary>In an order that does not change from start to start: of two with one id the first is used.</summary>
    public static List<string> Find(IEnumerable<string> directories, string contentRoot, ILogger logger)
    {
        // An empty setting would mean the content root itself, and the same directory twice would make every plugin a duplicate.
        var roots = directories
            .Where(directory => !string.IsNullOrWhiteSpace(directory))
            .Select(directory => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory, contentRoot)))
            .Distinct(StringComparer.Ordinal);
        var folders = new List<string>();
        foreach (var root in roots)
        {
            try
            {
                folders.AddRange(Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning("The plugins directory {Directory} cannot be read: {Reason}", root, exception.Message);
            }
        }

        return folders;
    }
}
