using Microsoft.AspNetCore.Identity;

namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>What somebody has for signing in besides the password.</summary>
/// <param name="AppSince">Since when an authenticator app; <see langword="null"/> without one.</param>
/// <param name="Passkeys">The oldest first.</param>
/// <param name="CodesLeft">How many recovery codes were not used yet.</param>
public sealed record SecondFactorState(DateTime? AppSince, IReadOnlyList<UserPasskeyInfo> Passkeys, int CodesLeft)
{
    /// <summary>Whether the password alone does not let in.</summary>
    public bool IsOn => AppSince is not null || Passkeys.Count > 0;
}
