using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>One folder under a plugins directory, and what became of it. No record: comparing or printing it must not run a plugin's code.</summary>
public sealed class PluginEntry
{
    /// <summary>The manifest's id, or the folder's name where there is no readable manifest.</summary>
    public required string Id { get; init; }

    public required string Folder { get; init; }

    public required PluginState State { get; init; }

    /// <summary>Why it is not active, in a sentence; empty if it is.</summary>
    public string Reason { get; init; } = "";

    public PluginManifest? Manifest { get; init; }

    /// <summary>Only of an active one.</summary>
    public IProviderPlugin? Plugin { get; init; }

    public ProviderType? Type { get; init; }
}
