using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.Providers;

/// <summary>Why a stored secret cannot be used, and what to do.</summary>
public static class SecretProblem
{
    public static string Explain(SecretState state) => state switch
    {
        SecretState.Ready => "The key is stored.",
        SecretState.Empty => "No key is configured.",
        SecretState.Locked => "The portal is locked: it has no master key, so no key can be opened. The banner says what to do.",
        SecretState.UnknownKey => "The key was sealed with another master key. Bring that back, or type the key again.",
        SecretState.Damaged => "The stored key cannot be opened: it, its base URL or its type was changed outside the portal. Type the key again.",
        SecretState.NeedsReentry => "The key must be typed again.",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
