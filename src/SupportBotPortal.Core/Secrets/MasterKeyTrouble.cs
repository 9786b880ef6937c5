namespace SupportBotPortal.Core.Secrets;

/// <summary>Why a source gave no key.</summary>
internal enum MasterKeyTrouble
{
    None,

    /// <summary>Nothing is there. Only this one may ever be answered by making a new key.</summary>
    Missing,

    /// <summary>Something is there that this process may not read: it may well be the right key.</summary>
    Unreadable,

    /// <summary>Something is there that is no master key.</summary>
    Invalid,
}
