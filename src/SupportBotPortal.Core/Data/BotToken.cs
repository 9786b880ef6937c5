namespace SupportBotPortal.Core.Data;

/// <summary>With what a bot asks for answers. A revoked one stays in the list, so that its bot is told so.</summary>
public sealed class BotToken
{
    public Guid Id { get; set; }

    /// <summary>Whose it is: what people tell it from others by.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token: whoever reads the database cannot ask with it.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>How it begins, so that one found somewhere can be told.</summary>
    public required string Prefix { get; set; }

    public BotTokenScope Scope { get; set; }

    /// <summary>How many requests a minute; <see langword="null"/> = as many as the settings of the portal say.</summary>
    public int? RequestsPerMinute { get; set; }

    public DateTime CreatedAt { get; set; }

    public string CreatedBy { get; set; } = "";

    /// <summary>From when on it opens nothing; <see langword="null"/> = until it is revoked.</summary>
    public DateTime? ExpiresAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }
}
