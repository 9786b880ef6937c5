using System.Reflection;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>What the portal shares with every plugin: exactly the closure of the SDK.</summary>
internal static class SharedAssemblies
{
    public const string RuntimeName = "System.Runtime";

    /// <summary>One type of each assembly to share, as the loader wants them; it shares what these reference by itself.</summary>
    public static Type[] Types { get; } = [typeof(IProviderPlugin), typeof(IChatClient), typeof(ILogger)];

    public static Version SdkVersion { get; } = typeof(IProviderPlugin).Assembly.GetName().Version!;

    /// <summary>Shared assemblies by name, with the versions the portal has; down to the framework's.</summary>
    public static IReadOnlyDictionary<string, Version> Versions { get; } = Closure();

    public static string SdkName { get; } = typeof(IProviderPlugin).Assembly.GetName().Name!;

    /// <summary>The contract version as people write it.</summary>
    public static string Contract => SdkVersion.ToString(2);

    private static Dictionary<string, Version> Closure()
    {
        var versions = new Dictionary<string, Version>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<Assembly>(Types.Select(type => type.Assembly));
        while (open.TryDequeue(out var assembly))
        {
            var name = assembly.GetName();
            if (!versions.TryAdd(name.Name!, name.Version!)) continue;
            foreach (var reference in assembly.GetReferencedAssemblies().Where(r => !versions.ContainsKey(r.Name!)))
                open.Enqueue(Assembly.Load(reference));
        }

        return versions;
    }
}
