using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>Finds the pages of what lines of the audit log are about.</summary>
public sealed class AuditLinks(PortalDbContext db)
{
    /// <returns>By kind and id; what is gone is left out.</returns>
    public async Task<IReadOnlyDictionary<(string Type, string Id), string>> OfAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, string), string>();
        var (people, roles, providers) = (Ids("user"), Ids("role"), Ids("provider"));
        foreach (var id in await db.Users.Where(u => people.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancellationToken)) found[("user", id.ToString())] = $"/people/{id}";
        foreach (var id in await db.Roles.Where(r => roles.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellationToken)) found[("role", id.ToString())] = $"/roles/{id}";
        foreach (var p in await db.Providers.Where(p => providers.Contains(p.Id) && p.DeletedAt == null).Select(p => new { p.Id, p.Slug }).ToListAsync(cancellationToken)) found[("provider", p.Id.ToString())] = $"/providers/{p.Slug}";
        return found;

        List<Guid> Ids(string type) => [.. entries.Where(e => e.SubjectType == type).Select(e => Guid.TryParse(e.SubjectId, out var id) ? id : Guid.Empty).Distinct()];
    }
}
