using OtpNet;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>Seals and opens the secrets from which authenticator apps make their codes, bound to their person.</summary>
public sealed class TotpVault(ISecretBox box)
{
    /// <summary>As RFC 4226 (4, R6) recommends.</summary>
    private const int Bytes = 20;

    /// <returns>The secret sealed, and as people type it (base 32).</returns>
    /// <exception cref="PortalLockedException">The key ring is locked.</exception>
    public (byte[] Sealed, string Text) Make(Guid userId)
    {
        var text = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(Bytes)).TrimEnd('=');
        return (box.Seal(text, ContextOf(userId)), text);
    }

    /// <returns><see langword="null"/> if there is none, or it cannot be opened now.</returns>
    public string? Open(Guid userId, byte[]? blob) => blob is null ? null : box.Open(blob, ContextOf(userId)).Value;

    private static SecretContext ContextOf(Guid userId) => new("user", userId, "totp", "", "");
}
