namespace SupportBotPortal.PluginSdk;

/// <summary>How much a connection test has proven. Each level includes the ones before. Unknown is never green.</summary>
public enum ProofLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The endpoint answers in the expected protocol; whether it checked the key is unknown.</summary>
    Reachable,

    /// <summary>The endpoint accepted this key and would have refused a wrong one.</summary>
    KeyProven,

    /// <summary>A model generated, or counted tokens, with this key.</summary>
    ModelProven,
}
