using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary>Writes down that somebody took data with him, before he gets it.</summary>
public sealed class ExportLog(PortalDbContext db, AuditTrail audit)
{
    /// <param name="action">e.g. <c>usage.exported</c>.</param>
    /// <param name="what">Which part of it, and how.</param>
    public Task WriteAsync(HttpContext context, string action, IReadOnlyList<AuditChange> what)
    {
        ArgumentNullException.ThrowIfNull(context);
        return audit.CommitAsync(db, context.Actor(), new AuditRecord(action) { Changes = what }, CancellationToken.None);
    }
}
