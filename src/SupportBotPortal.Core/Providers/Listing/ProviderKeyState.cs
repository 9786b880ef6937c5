namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>What is to be said of a provider's API key. Each provider has exactly one.</summary>
public enum ProviderKeyState
{
    Ready,

    /// <summary>Ready, and older than it should be.</summary>
    Due,
    Missing,

    /// <summary>Ready, and due within <see cref="KeyRotation.SoonDays"/> days.</summary>
    DueSoon,

    /// <summary>There, but it does not open: sealed with another master key, or the portal is locked.</summary>
    Sealed,
    NoneNeeded,
}
