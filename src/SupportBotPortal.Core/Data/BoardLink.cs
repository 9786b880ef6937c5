namespace SupportBotPortal.Core.Data;

/// <summary>A link that opens the status board without signing in. Taking it back removes it; the audit log remembers.</summary>
public sealed class BoardLink
{
    public Guid Id { get; set; }

    /// <summary>Where it hangs: what people tell it from others by.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token in the link: whoever reads the database cannot open the board with it.</summary>
    public required byte[] TokenHash { get; set; }

    public DateTime CreatedAt { get; set; }

    public string CreatedBy { get; set; } = "";

    /// <summary>From when on it opens nothing; <see langword="null"/> = until it is taken back.</summary>
    public DateTime? ExpiresAt { get; set; }
}
