using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>How the audit log names people: it keeps the email when the account is gone.</summary>
internal static class PersonRecords
{
    public static AuditRecord Of(PortalUser user, string action, params IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "", Changes = changes };
}
