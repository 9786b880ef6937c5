namespace SupportBotPortal.Core.Plugins;

/// <summary>What became of a plugin at start.</summary>
public enum PluginState
{
    /// <summary>Loaded; its type can be used.</summary>
    Active,

    /// <summary>Switched off in the configuration; none of its code was loaded.</summary>
    Disabled,

    /// <summary>Built for another version of the portal; none of its code was loaded.</summary>
    NotSupported,

    /// <summary>Broken: it could not be read, loaded or created.</summary>
    Malfunctioned,
}
