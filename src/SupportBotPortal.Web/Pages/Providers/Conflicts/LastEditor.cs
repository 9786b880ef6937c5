using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>Who changed a provider last, as the audit log says.</summary>
internal static class LastEditor
{
    /// <returns>Empty if the log does not say.</returns>
    public static async Task<string> OfAsync(PortalDbContext db, Provider provider, CancellationToken cancellationToken)
    {
        var id = provider.Id.ToString();
        return await db.Audit.Where(a => a.SubjectType == "provider" && a.SubjectId == id).OrderByDescending(a => a.Id).Select(a => a.ActorName).FirstOrDefaultAsync(cancellationToken) ?? "";
    }
}
