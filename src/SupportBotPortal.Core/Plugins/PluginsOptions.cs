namespace SupportBotPortal.Core.Plugins;

/// <summary>Section <c>Plugins</c>.</summary>
public sealed class PluginsOptions
{
    /// <summary>Longest deadline that can be set: the portal's start waits for it.</summary>
    public static readonly TimeSpan LongestStartDeadline = TimeSpan.FromMinutes(5);

    /// <summary>Further directories to look in, besides <c>plugins</c> beside the portal's own assemblies.</summary>
    public IList<string> Directories { get; init; } = [];

    /// <summary>Ids of plugins that are not loaded.</summary>
    public IList<string> Disabled { get; init; } = [];

    /// <summary>How long one plugin may take to load, construct and describe itself before the portal starts without it.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(10);
}
