namespace SupportBotPortal.Core.Secrets;

/// <summary>What can be done with a sealed secret.</summary>
public enum SecretState
{
    /// <summary>Nothing was ever sealed here.</summary>
    Empty,

    /// <summary>It opens.</summary>
    Ready,

    /// <summary>Sealed with a key this portal cannot open now. It opens again when that key, or the master key over it, comes back.</summary>
    UnknownKey,

    /// <summary>
    /// The key is there and the blob does not open: bytes were changed, or it was moved to another row, field, type or
    /// origin. Authenticated encryption cannot tell these apart.
    /// </summary>
    Damaged,

    /// <summary>
    /// It can never open again, and that was intended. The box says so for a blob whose data key was destroyed; whoever owns
    /// the secret says so after a change that unbinds it (another origin) instead of waiting for <see cref="Damaged"/>.
    /// </summary>
    NeedsReentry,

    /// <summary>The key ring is locked: nothing is known about this secret until the right master key is back.</summary>
    Locked,
}
