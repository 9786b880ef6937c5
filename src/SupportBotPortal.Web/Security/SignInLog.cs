using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Security;

/// <summary>Writes down who signed in, or tried to.</summary>
public sealed class SignInLog(PortalDbContext db, AuditTrail audit)
{
    /// <summary>Beside a refusal that was one too many.</summary>
    public static AuditChange Lock { get; } = new("Account", null, "locked");

    /// <summary>It has happened: whoever hangs up before the answer does not keep it out of the log.</summary>
    public Task WriteAsync(HttpContext context, PortalUser? user, string action, params IReadOnlyList<AuditChange> changes)
    {
        ArgumentNullException.ThrowIfNull(context);
        // What was typed as an email may be a password typed into the wrong field: it is not kept.
        var actor = new Actor(user?.Id, user?.UserName ?? "unknown", context.Connection.RemoteIpAddress?.ToString() ?? "");
        return audit.CommitAsync(db, actor, new AuditRecord(action) { SubjectType = "user", SubjectId = user?.Id.ToString() ?? "", SubjectName = user?.UserName ?? "", Changes = changes }, CancellationToken.None);
    }
}
