using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit;

/// <summary>The hash that chains a row to the one before. Every field is length-prefixed, so that none can flow into the next.</summary>
internal static class AuditHash
{
    public static byte[] First { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Of(AuditEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "supportbot-audit-1"u8);
        Append(hash, entry.PreviousHash);
        Span<byte> ticks = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(ticks, entry.At.Ticks);
        Append(hash, ticks);
        foreach (var text in (string[])[entry.ActorId?.ToString() ?? "", entry.ActorName, entry.Address, entry.Action, entry.SubjectType, entry.SubjectId, entry.SubjectName, entry.Changes])
            Append(hash, Encoding.UTF8.GetBytes(text));
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
