namespace SupportBotPortal.Core.Secrets;

/// <summary>What became of a row of the key ring when it was opened.</summary>
internal enum RingKeyState
{
    Open,

    /// <summary>Wrapped by a master key that is not here.</summary>
    Foreign,

    /// <summary>Wrapped by a master key that is here, and does not open.</summary>
    Damaged,

    Destroyed,
}
