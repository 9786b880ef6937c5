namespace SupportBotPortal.Core.Providers;

/// <summary>How it stands with the replacement of a key.</summary>
public enum KeyDueState
{
    /// <summary>Somebody decided that this one is never due.</summary>
    Never,
    Fresh,

    /// <summary>Due within <see cref="KeyRotation.SoonDays"/> days.</summary>
    DueSoon,
    Due,
}
