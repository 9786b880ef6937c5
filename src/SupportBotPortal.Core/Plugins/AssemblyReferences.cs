using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SupportBotPortal.Core.Plugins;

/// <summary>What an assembly references, read as data: nothing of it is loaded.</summary>
internal static class AssemblyReferences
{
    /// <returns>Versions by name, or <see langword="null"/> if the file is no .NET assembly.</returns>
    public static Dictionary<string, Version>? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            if (!image.HasMetadata) return null;
            var reader = image.GetMetadataReader();
            if (!reader.IsAssembly) return null;
            var references = new Dictionary<string, Version>(StringComparer.OrdinalIgnoreCase);
            foreach (var reference in reader.AssemblyReferences.Select(reader.GetAssemblyReference))
                references[reader.GetString(reference.Name)] = reference.Version;
            return references;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw PluginRefusedException.Malfunction($"{Path.GetFileName(file)} cannot be read; check the rights of its folder.", exception);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // A damaged image fails in many ways.
            return null;
        }
    }
}
