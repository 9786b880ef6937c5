using System.Security.Cryptography;
using NSec.Cryptography;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Secrets;

/// <summary>Makes data keys and takes them out of their wrapping.</summary>
internal static class DataKeys
{
    private static ReadOnlySpan<byte> CanaryText => "supportbot-portal"u8;

    public static SealingKey Create(MasterKey master, Guid installationId, int kid, DateTime utc)
    {
        var bytes = RandomNumberGenerator.GetBytes(SealedBlob.KeySize);
        try
        {
            return new SealingKey
            {
                Id = kid,
                State = SealingKeyState.Active,
                MasterKeyId = master.Id,
                WrappedKey = SealedBlob.Encrypt(master.Key, SealedBlob.NoKid, AssociatedData.ForDataKey(installationId, kid), bytes),
                Canary = SealedBlob.Encrypt(master.Key, SealedBlob.NoKid, AssociatedData.ForCanary(installationId, kid), CanaryText),
                CreatedAt = utc,
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public static RingKey Open(SealingKey row, Guid installationId, IEnumerable<MasterKey> masters)
    {
        if (row.State == SealingKeyState.Destroyed)
            return new RingKey(row.Id, RingKeyState.Destroyed, null);

        var known = false;
        foreach (var master in masters)
        {
            if (Unwrap(row, installationId, master) is { } key)
                return new RingKey(row.Id, RingKeyState.Open, key);

            known |= IsOver(row, installationId, master);
        }

        return new RingKey(row.Id, known ? RingKeyState.Damaged : RingKeyState.Foreign, null);
    }

    /// <summary>Whether this row was made under this master key, even if the wrapped key no longer opens: the canary or the fingerprint says so.</summary>
    public static bool IsOver(SealingKey row, Guid installationId, MasterKey master) =>
        row.MasterKeyId == master.Id
        || SealedBlob.Decrypt(master.Key, SealedBlob.NoKid, AssociatedData.ForCanary(installationId, row.Id), row.Canary) is not null;

    private static Key? Unwrap(SealingKey row, Guid installationId, MasterKey master)
    {
        var bytes = SealedBlob.Decrypt(master.Key, SealedBlob.NoKid, AssociatedData.ForDataKey(installationId, row.Id), row.WrappedKey);
        if (bytes is null)
            return null;

        try
        {
            return SealedBlob.ImportKey(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
