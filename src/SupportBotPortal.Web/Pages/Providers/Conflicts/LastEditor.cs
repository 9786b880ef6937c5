using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>Who changed something last, as the audit log says.</summary>
internal static class LastEditor
{
    /// <returns>Empty if the log does not say.</returns>
    public static Task<string> OfAsync(PortalDbContext db, Provider provider, CancellationToken cancellationToken) => OfAsync(db, "provider", provider.Id, cancellationToken);

    /// <param name="type">Of what, as the log calls it. To test or to send it is no change.</param>
    public static async Task<string> OfAsync(PortalDbContext db, string type, Guid subject, CancellationToken cancellationToken)
    {
        var id = subject.ToString();
        return await db.Audit.Where(a => a.SubjectType == type && a.SubjectId == id && !a.Action.EndsWith(".tested") && !a.Action.EndsWith(".sent") && !a.Action.EndsWith(".retried"))
            .OrderByDescending(a => a.Id).Select(a => a.ActorName).FirstOrDefaultAsync(cancellationToken) ?? "";
    }
}
