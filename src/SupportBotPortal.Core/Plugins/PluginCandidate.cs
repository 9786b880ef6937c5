namespace SupportBotPortal.Core.Plugins;

/// <summary>A folder on its way to becoming a plugin, and how far it came.</summary>
/// <param name="folder">Its full path.</param>
/// <param name="isMisplaced">Whether the setting names this folder instead of its parent.</param>
internal sealed class PluginCandidate(string folder, bool isMisplaced = false)
{
    public string Folder => folder;

    public string FolderName => Path.GetFileName(folder);

    public bool IsMisplaced => isMisplaced;

    /// <summary>The manifest's id, or the folder's name as long as there is none.</summary>
    public string Id => Manifest?.Id ?? FolderName;

    public PluginManifest? Manifest { get; set; }

    public StartedPlugin? Started { get; set; }

    /// <summary>What ended its way.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Takes the next step, unless one has failed already.</summary>
    public void Try(Action step)
    {
        if (Failure is not null) return;
        try
        {
            step();
        }
        catch (Exception exception)
        {
            Failure = exception;
        }
    }
}
