using System.Collections.Concurrent;
using McMaster.NETCore.Plugins;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Loads one compatible plugin and creates its entry point.</summary>
internal static class PluginActivation
{
    private static readonly string OwnFolder = Path.Combine(AppContext.BaseDirectory, "plugins") + Path.DirectorySeparatorChar;

    /// <summary>
    /// What comes with the portal is loaded once in a process, however many portals are started in it, as tests do: an assembly stays loaded for
    /// good, and its code is compiled anew each time.
    /// </summary>
    private static readonly ConcurrentDictionary<string, Lazy<Type[]>> Own = new();

    public static IProviderPlugin Create(string assemblyFile)
    {
        var entry = EntryPoint(assemblyFile.StartsWith(OwnFolder, StringComparison.Ordinal) ? Own.GetOrAdd(assemblyFile, file => new(() => Types(file))).Value : Types(assemblyFile));
        try
        {
            return (IProviderPlugin)Activator.CreateInstance(entry)!;
        }
        catch (Exception exception)
        {
            throw PluginRefusedException.Malfunction($"Its constructor failed: {PluginFault.Explain(exception)}", exception);
        }
    }

    private static Type[] Types(string assemblyFile)
    {
        try
        {
            // Not unloadable: plugin changes apply at restart, and unloading a faulty one can end the process.
            var loader = PluginLoader.CreateFromAssemblyFile(assemblyFile, isUnloadable: false, SharedAssemblies.Types);
            // GetTypes resolves every base type and signature: a link check.
            return loader.LoadDefaultAssembly().GetTypes();
        }
        catch (Exception exception)
        {
            throw PluginRefusedException.Malfunction($"It could not be loaded: {PluginFault.Explain(exception)}", exception);
        }
    }

    private static Type EntryPoint(Type[] types)
    {
        var all = types.Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && typeof(IProviderPlugin).IsAssignableFrom(type)).ToList();
        var usable = all.Where(type => type.IsPublic).ToList();
        if (usable.Count == 0)
        {
            throw PluginRefusedException.Malfunction(all.Count == 0
                ? $"It has no public class that implements {nameof(IProviderPlugin)}."
                : $"Its class {all[0].Name} must be public and not nested in another.");
        }

        if (usable.Count > 1)
            throw PluginRefusedException.Malfunction($"It has {usable.Count} public classes that implement {nameof(IProviderPlugin)} ({string.Join(", ", usable.Take(5).Select(type => type.Name))}); it must have exactly one.");
        if (usable[0].GetConstructor(Type.EmptyTypes) is null)
            throw PluginRefusedException.Malfunction($"Its class {usable[0].Name} has no public constructor without parameters.");
        return usable[0];
    }
}
