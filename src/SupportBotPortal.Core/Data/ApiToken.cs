namespace SupportBotPortal.Core.Data;

/// <summary>With what a program acts for a person over the admin API. A revoked one stays in the list.</summary>
public sealed class ApiToken
{
    public Guid Id { get; set; }

    /// <summary>What it is for: what people tell it from others by.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token: whoever reads the database cannot ask with it.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>How it begins, so that one found somewhere can be told.</summary>
    public required string Prefix { get; set; }

    /// <summary>For whom it acts: it may never do more than this person may at that moment.</summary>
    public Guid UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>From when on it opens nothing.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>When it was used last, to the minute.</summary>
    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    /// <summary>What it may do, as far as its person may.</summary>
    public List<ApiTokenPermission> Permissions { get; set; } = [];
}
