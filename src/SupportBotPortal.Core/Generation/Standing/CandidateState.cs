namespace SupportBotPortal.Core.Generation.Standing;

/// <summary>Whether a chosen model can be asked, as far as the portal knows.</summary>
public enum CandidateState
{
    Ready,

    /// <summary>It answers, and something about it wants attention.</summary>
    Attention,

    NotTested,

    /// <summary>Its provider's tests fail: others are asked first.</summary>
    Down,

    NoKey,
    KeySealed,
    PluginMissing,
    Inactive,
    Deleted,

    /// <summary>Its provider was destroyed.</summary>
    Gone,
}
