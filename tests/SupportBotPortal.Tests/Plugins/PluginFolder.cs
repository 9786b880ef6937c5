namespace SupportBotPortal.Tests.Plugins;

/// <summary>A plugin's folder, alone in a plugins directory of its own, to be changed at will.</summary>
internal sealed class PluginFolder : IDisposable
{
    public PluginFolder(string? copyOf = null)
    {
        Parent = Directory.CreateTempSubdirectory("supportbot-plugins-").FullName;
        Path = Directory.CreateDirectory(System.IO.Path.Combine(Parent, "plugin")).FullName;
        if (copyOf is null) return;
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(PluginFixtures.Directory, copyOf)))
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
    }

    public string Parent { get; }

    public string Path { get; }

    /// <summary>Lays the same files beside it once more.</summary>
    public PluginFolder Copy(string folder)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Parent, folder));
        foreach (var file in Directory.EnumerateFiles(Path))
            File.Copy(file, System.IO.Path.Combine(Parent, folder, System.IO.Path.GetFileName(file)));
        return this;
    }

    public PluginFolder With(string file, string text, string folder = "plugin")
    {
        File.WriteAllText(System.IO.Path.Combine(Parent, folder, file), text);
        return this;
    }

    public PluginFolder With(string file, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
        return this;
    }

    public void Dispose() => Directory.Delete(Parent, recursive: true);
}
