using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit.Reading;

/// <summary>A line of the audit log as it leaves the portal: in a file, or to where it is forwarded. Its names are an interface.</summary>
/// <param name="At">In UTC.</param>
/// <param name="Hash">Of this line and the one before, in hexadecimal.</param>
public sealed record ExportedAudit(long Id, DateTime At, Guid? ActorId, string ActorName, string Address, string Action, string SubjectType, string SubjectId, string SubjectName, IReadOnlyList<AuditChange> Changes, string Hash)
{
    public static ExportedAudit Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.Id, entry.At, entry.ActorId, entry.ActorName, entry.Address, entry.Action, entry.SubjectType, entry.SubjectId, entry.SubjectName, AuditReader.ChangesOf(entry), Convert.ToHexStringLower(entry.Hash));
    }
}
