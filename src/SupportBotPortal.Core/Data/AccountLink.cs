namespace SupportBotPortal.Core.Data;

/// <summary>A link with which a person chooses a password: invited, or because it was lost. Works once.</summary>
public sealed class AccountLink
{
    public Guid Id { get; set; }

    public Guid UserId { get; set; }

    public AccountLinkPurpose Purpose { get; set; }

    /// <summary>SHA-256 of the token in the link: whoever reads the database cannot use it.</summary>
    public required byte[] TokenHash { get; set; }

    public DateTime CreatedAt { get; set; }

    public string CreatedBy { get; set; } = "";

    /// <summary>Who made it; <see langword="null"/>: whoever has a shell on the machine.</summary>
    public Guid? CreatedById { get; set; }

    public DateTime ExpiresAt { get; set; }
}
