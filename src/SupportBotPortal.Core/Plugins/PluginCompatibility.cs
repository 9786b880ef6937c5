namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Reads a plugin's metadata, without loading it, and refuses what would die later. The loader swallows a version
/// mismatch and falls back to the plugin's own copy, which then ends in a TypeLoadException far away.
/// </summary>
internal static class PluginCompatibility
{
    public static void Check(PluginManifest manifest, string assemblyFile)
    {
        CheckContract(Version.Parse(manifest.Contract), $"Its {PluginManifest.FileName} says that it was built");
        if (!File.Exists(assemblyFile)) throw PluginRefusedException.Malfunction($"Its assembly {manifest.Assembly} is missing.");
        var references = AssemblyReferences.Read(assemblyFile)
            ?? throw PluginRefusedException.Malfunction($"{manifest.Assembly} is not a .NET assembly.");
        if (!references.TryGetValue(SharedAssemblies.SdkName, out var sdk))
            throw PluginRefusedException.Malfunction($"{manifest.Assembly} does not use {SharedAssemblies.SdkName}: it is not a provider plugin.");
        CheckContract(sdk, "It was built");
        CheckShared(references, "It was built");

        // What it brings along sees the same shared assemblies. Its own copies of those are never loaded.
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(assemblyFile)!, "*.dll"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (file != assemblyFile && !SharedAssemblies.Versions.ContainsKey(name) && AssemblyReferences.Read(file) is { } others)
                CheckShared(others, $"Its part {name} was built");
        }
    }

    private static void CheckContract(Version wanted, string who)
    {
        var ours = SharedAssemblies.SdkVersion;
        if (wanted.Major > ours.Major || (wanted.Major == ours.Major && wanted.Minor > ours.Minor))
            throw PluginRefusedException.NotSupported($"{who} for contract {wanted.ToString(2)}, which is newer than this portal's {SharedAssemblies.Contract}. Update the portal.");
        if (wanted.Major < ours.Major)
            throw PluginRefusedException.NotSupported($"{who} for contract {wanted.ToString(2)}, which this portal ({SharedAssemblies.Contract}) no longer supports. Ask the plugin's publisher for a newer build.");
    }

    private static void CheckShared(Dictionary<string, Version> references, string who)
    {
        // First, because it says most: everything of a newer .NET is newer.
        if (references.TryGetValue(SharedAssemblies.RuntimeName, out var runtime) && runtime.Major > Environment.Version.Major)
            throw PluginRefusedException.NotSupported($"{who} for .NET {runtime.Major}, this portal runs on .NET {Environment.Version.Major}. Update the portal, or ask the plugin's publisher for a build for .NET {Environment.Version.Major}.");
        foreach (var (name, version) in references)
        {
            if (SharedAssemblies.Versions.TryGetValue(name, out var ours) && version > ours)
                throw PluginRefusedException.NotSupported($"{who} with {name} {version}, this portal has {ours}. Update the portal, or ask the plugin's publisher for a build for SDK {SharedAssemblies.Contract}.");
        }
    }
}
