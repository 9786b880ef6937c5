namespace SupportBotPortal.Core.Plugins;

/// <summary>Section <c>Plugins</c>.</summary>
public sealed class PluginsOptions
{
    /// <summary>Further directories to look in, besides <c>plugins</c> beside the portal's own assemblies.</summary>
    public IList<string> Directories { get; init; } = [];

    /// <summary>Ids of plugins that are not loaded.</summary>
    public IList<string> Disabled { get; init; } = [];
}
