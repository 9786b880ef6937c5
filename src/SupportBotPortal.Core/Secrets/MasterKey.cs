using System.Security.Cryptography;
using NSec.Cryptography;

namespace SupportBotPortal.Core.Secrets;

/// <summary>The key over the data keys. Read when needed and disposed right after: it does not stay in memory.</summary>
internal sealed class MasterKey : IDisposable
{
    private MasterKey(Key key, string id) => (Key, Id) = (key, id);

    public Key Key { get; }

    /// <summary>A fingerprint, safe to store and show: 64 bits of a MAC of a random 256-bit key say nothing about it.</summary>
    public string Id { get; }

    /// <summary>Copies; the caller wipes its bytes.</summary>
    public static MasterKey From(ReadOnlySpan<byte> bytes)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(bytes, "supportbot-portal/master-key-id"u8, mac);
        return new MasterKey(SealedBlob.ImportKey(bytes), Convert.ToHexStringLower(mac[..8]));
    }

    public void Dispose() => Key.Dispose();

    public override string ToString() => $"master key {Id}";
}
