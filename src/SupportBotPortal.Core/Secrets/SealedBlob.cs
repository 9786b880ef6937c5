using System.Buffers.Binary;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace SupportBotPortal.Core.Secrets;

/// <summary>
/// The bytes as stored: version | algorithm | kid (4 bytes, big-endian; 0 in what the master key itself wraps) | nonce (24) | ciphertext and tag (16).
/// 24 random bytes never repeat in practice, so no counter has to survive a restored backup.
/// </summary>
internal static class SealedBlob
{
    /// <summary>Where the master key is the key.</summary>
    public const int NoKid = 0;

    public const int HeaderLength = 6;

    private const byte Version = 1;
    private const byte XChaCha20Poly1305 = 1;

    private static readonly AeadAlgorithm Algorithm = AeadAlgorithm.XChaCha20Poly1305;

    public static int KeySize => Algorithm.KeySize;

    public static int Overhead => HeaderLength + Algorithm.NonceSize + Algorithm.TagSize;

    public static Key ImportKey(ReadOnlySpan<byte> key) => Key.Import(Algorithm, key, KeyBlobFormat.RawSymmetricKey);

    public static byte[] Header(int kid)
    {
        var header = new byte[HeaderLength];
        header[0] = Version;
        header[1] = XChaCha20Poly1305;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(2), kid);
        return header;
    }

    /// <summary>Whether it can be one of ours at all. A version or algorithm of a later release counts as malformed: it must not be guessed at.</summary>
    public static bool TryReadKid(ReadOnlySpan<byte> blob, out int kid)
    {
        kid = NoKid;
        if (blob.Length < Overhead || blob[0] != Version || blob[1] != XChaCha20Poly1305)
            return false;

        kid = BinaryPrimitives.ReadInt32BigEndian(blob[2..]);
        return true;
    }

    public static byte[] Encrypt(Key key, int kid, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext)
    {
        var blob = new byte[Overhead + plaintext.Length];
        var nonce = blob.AsSpan(HeaderLength, Algorithm.NonceSize);
        Header(kid).CopyTo(blob, 0);
        RandomNumberGenerator.Fill(nonce);
        Algorithm.Encrypt(key, nonce, associatedData, plaintext, blob.AsSpan(HeaderLength + nonce.Length));
        return blob;
    }

    /// <summary>The plaintext, which the caller wipes, or <see langword="null"/> if it does not authenticate.</summary>
    public static byte[]? Decrypt(Key key, int kid, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> blob)
    {
        if (!TryReadKid(blob, out var stored) || stored != kid)
            return null;

        var nonce = blob.Slice(HeaderLength, Algorithm.NonceSize);
        return Algorithm.Decrypt(key, nonce, associatedData, blob[(HeaderLength + nonce.Length)..]);
    }
}
