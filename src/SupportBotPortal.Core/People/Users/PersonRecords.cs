using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Users;

/// <summary>How the audit log names people: it keeps the email when the account is gone.</summary>
internal static class PersonRecords
{
    public static AuditChange Roles(IEnumerable<PortalRole> before, IEnumerable<PortalRole> after) => new("Roles", Names(before), Names(after));

    public static string Names(IEnumerable<PortalRole> roles) => string.Join(", ", roles.Select(r => r.Name).Order(StringComparer.Ordinal)) is { Length: > 0 } names ? names : "none";

    public static AuditRecord Of(PortalUser user, string action, params IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "", Changes = changes };
}
