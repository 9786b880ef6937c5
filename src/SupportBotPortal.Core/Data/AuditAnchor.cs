namespace SupportBotPortal.Core.Data;

/// <summary>Where the audit log begins since older lines were removed after their time: the chain is checked from here on. Append-only.</summary>
public sealed class AuditAnchor
{
    /// <summary>The last line that was removed.</summary>
    public long LastId { get; set; }

    /// <summary>Its hash, which the first line that is left carries as that of the one before.</summary>
    public required byte[] Hash { get; set; }

    public DateTime At { get; set; }
}
