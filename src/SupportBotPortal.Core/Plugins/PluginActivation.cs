using System.Reflection;
using McMaster.NETCore.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Loads one compatible plugin and creates its entry point.</summary>
internal static class PluginActivation
{
    public static IProviderPlugin Create(string assemblyFile)
    {
        Type[] types;
        try
        {
            // Not unloadable: plugin changes apply at restart, and unloading a faulty one can end the process.
            var loader = PluginLoader.CreateFromAssemblyFile(assemblyFile, isUnloadable: false, SharedAssemblies.Types);
            // GetTypes resolves every base type and signature: a link check.
            types = loader.LoadDefaultAssembly().GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            var first = exception.LoaderExceptions.FirstOrDefault(e => e is not null);
            throw PluginRefusedException.Malfunction($"Its code does not fit together: {Explain(first)}", exception);
        }
        catch (Exception exception) when (exception is FileLoadException or FileNotFoundException or BadImageFormatException or TypeLoadException)
        {
            throw PluginRefusedException.Malfunction($"It could not be loaded: {Explain(exception)}", exception);
        }

        var entries = types.Where(type => type is { IsAbstract: false, IsPublic: true } && typeof(IProviderPlugin).IsAssignableFrom(type)).ToList();
        if (entries.Count != 1)
            throw PluginRefusedException.Malfunction($"It must have exactly one public class that implements {nameof(IProviderPlugin)}; it has {entries.Count}.");
        return Instantiate(entries[0]);
    }

    private static IProviderPlugin Instantiate(Type entry)
    {
        if (entry.GetConstructor(Type.EmptyTypes) is null)
            throw PluginRefusedException.Malfunction($"Its class {entry.Name} has no public constructor without parameters.");
        try
        {
            return (IProviderPlugin)Activator.CreateInstance(entry)!;
        }
        catch (Exception exception) when (exception is TargetInvocationException or TypeLoadException or FileNotFoundException or FileLoadException)
        {
            var inner = exception.InnerException ?? exception;
            throw PluginRefusedException.Malfunction($"Its constructor failed ({inner.GetType().Name}). The portal's log has the details.", exception);
        }
    }

    private static string Explain(Exception? exception) => exception switch
    {
        FileNotFoundException { FileName: { Length: > 0 } file } => $"{file.Split(',')[0]} is missing from its folder.",
        TypeLoadException type => $"{type.TypeName} does not match the contract of this portal ({SharedAssemblies.Contract}).",
        BadImageFormatException => "one of its files is not a .NET assembly.",
        FileLoadException { FileName: { Length: > 0 } file } => $"{file.Split(',')[0]} has the wrong version.",
        null => "the portal's log has the details.",
        _ => $"{exception.GetType().Name}; the portal's log has the details.",
    };
}
