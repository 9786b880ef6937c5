using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>Which roles there are.</summary>
public sealed class RoleReader(PortalDbContext db, PermissionCatalog catalog)
{
    /// <summary>The built-in ones first, from the mightiest on; then those of one's own by name.</summary>
    public async Task<IReadOnlyList<RoleSummary>> AllAsync(CancellationToken cancellationToken)
    {
        var order = BuiltInRoles.All.Select(r => r.Name).ToList();
        var found = await FindAsync(db.Roles, cancellationToken);
        return [.. found.OrderBy(r => !r.Role.IsBuiltIn).ThenBy(r => order.IndexOf(r.Role.Name!)).ThenBy(r => r.Role.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public async Task<RoleSummary?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await FindAsync(db.Roles.Where(r => r.Id == id), cancellationToken)).SingleOrDefault();

    private async Task<IReadOnlyList<RoleSummary>> FindAsync(IQueryable<PortalRole> query, CancellationToken cancellationToken)
    {
        var roles = await query.AsNoTracking().Include(r => r.Permissions).ToListAsync(cancellationToken);
        var ids = roles.ConvertAll(r => r.Id);
        var people = (await (
            from membership in db.UserRoles
            join user in db.Users on membership.UserId equals user.Id
            where ids.Contains(membership.RoleId)
            orderby user.NormalizedEmail
            select new { membership.RoleId, user.Email }).ToListAsync(cancellationToken)).ToLookup(p => p.RoleId, p => p.Email ?? "");
        return [.. roles.Select(role => new RoleSummary(role, RoleWords.Allows(catalog, role), [.. people[role.Id]]))];
    }
}
