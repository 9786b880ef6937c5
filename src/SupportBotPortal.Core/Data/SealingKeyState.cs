namespace SupportBotPortal.Core.Data;

/// <summary>What a data key may still be used for. Stored: keep the numbers.</summary>
public enum SealingKeyState
{
    /// <summary>Seals new secrets and opens old ones; one key at a time.</summary>
    Active = 1,

    /// <summary>Opens what it once sealed, seals nothing any more.</summary>
    DecryptOnly = 2,

    /// <summary>Gone on purpose. The row stays, so that its blobs are told apart from those of a key nobody knows.</summary>
    Destroyed = 3,
}
