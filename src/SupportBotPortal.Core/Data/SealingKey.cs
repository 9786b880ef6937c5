namespace SupportBotPortal.Core.Data;

/// <summary>One data key of the key ring, wrapped with the master key: useless to whoever has only the database.</summary>
public sealed class SealingKey
{
    /// <summary>The kid that every blob sealed with this key carries. Given by the key ring, never by the database, never reused.</summary>
    public required int Id { get; init; }

    public required SealingKeyState State { get; set; }

    /// <summary>Fingerprint of the master key that wraps this one. Not secret; it says in words which key is missing.</summary>
    public required string MasterKeyId { get; set; }

    /// <summary>The wrapped key; empty once destroyed.</summary>
    public required byte[] WrappedKey { get; set; }

    /// <summary>A known text under the same master key: if it opens and the key does not, this row is damaged; if neither opens, the master key is the wrong one.</summary>
    public required byte[] Canary { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
