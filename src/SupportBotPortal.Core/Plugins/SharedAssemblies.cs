using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>What the portal shares with every plugin: exactly the closure of the SDK.</summary>
internal static class SharedAssemblies
{
    /// <summary>One type of each shared assembly, as the loader wants them.</summary>
    public static Type[] Types { get; } = [typeof(IProviderPlugin), typeof(IChatClient), typeof(ILogger)];

    public static Version SdkVersion { get; } = typeof(IProviderPlugin).Assembly.GetName().Version!;

    /// <summary>Shared assemblies by name, with the versions the portal has.</summary>
    public static IReadOnlyDictionary<string, Version> Versions { get; } =
        Types.Select(type => type.Assembly.GetName()).ToDictionary(name => name.Name!, name => name.Version!);

    public static string SdkName { get; } = typeof(IProviderPlugin).Assembly.GetName().Name!;

    /// <summary>The contract version as people write it.</summary>
    public static string Contract => SdkVersion.ToString(2);
}
