namespace SupportBotPortal.Core.Data;

/// <summary>One line of the audit log. Append-only; each carries the hash of the one before.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTime At { get; set; }

    public Guid? ActorId { get; set; }

    public required string ActorName { get; set; }

    public required string Address { get; set; }

    /// <summary>What was done, e.g. <c>provider.edited</c>.</summary>
    public required string Action { get; set; }

    public string SubjectType { get; set; } = "";

    public string SubjectId { get; set; } = "";

    public string SubjectName { get; set; } = "";

    /// <summary>JSON list of {field, before, after}; secrets only as “replaced”.</summary>
    public string Changes { get; set; } = "[]";

    public required byte[] PreviousHash { get; set; }

    public required byte[] Hash { get; set; }
}
