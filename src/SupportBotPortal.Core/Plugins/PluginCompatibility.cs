using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Reads a plugin's metadata, without loading it, and refuses what would die later. The loader swallows a version
/// mismatch and falls back to the plugin's own copy, which then ends in a TypeLoadException far away.
/// </summary>
internal static class PluginCompatibility
{
    public static void Check(PluginManifest manifest, string assemblyFile)
    {
        CheckContract(Version.Parse(manifest.Contract), $"Its {PluginManifest.FileName} says");
        if (!File.Exists(assemblyFile)) throw PluginRefusedException.Malfunction($"Its assembly {manifest.Assembly} is missing.");

        Dictionary<string, Version> references;
        try
        {
            references = References(assemblyFile);
        }
        catch (BadImageFormatException exception)
        {
            throw PluginRefusedException.Malfunction($"{manifest.Assembly} is not a .NET assembly.", exception);
        }

        if (!references.TryGetValue(SharedAssemblies.SdkName, out var sdk))
            throw PluginRefusedException.Malfunction($"{manifest.Assembly} does not use {SharedAssemblies.SdkName}: it is not a provider plugin.");
        CheckContract(sdk, "It was built");
        foreach (var (name, version) in references)
        {
            if (SharedAssemblies.Versions.TryGetValue(name, out var ours) && version > ours)
                throw PluginRefusedException.NotSupported($"It was built with {name} {version}, this portal has {ours}. Update the portal, or ask the plugin's publisher for a build for SDK {SharedAssemblies.Contract}.");
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

    private static Dictionary<string, Version> References(string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var image = new PEReader(stream);
        if (!image.HasMetadata) throw new BadImageFormatException();
        var reader = image.GetMetadataReader();
        var references = new Dictionary<string, Version>();
        foreach (var reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
            references[reader.GetString(reference.Name)] = reference.Version;
        return references;
    }
}
