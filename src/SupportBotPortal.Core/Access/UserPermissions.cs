using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>What a person may do right now: read from the database once per request, so that taking a right away works at the next one.</summary>
public sealed class UserPermissions(PortalDbContext db, PermissionCatalog catalog)
{
    private readonly Dictionary<Guid, IReadOnlySet<string>> cache = [];

    public async Task<IReadOnlySet<string>> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(userId, out var known)) return known;

        var roles = await (
            from membership in db.UserRoles
            join user in db.Users on membership.UserId equals user.Id
            join role in db.Roles on membership.RoleId equals role.Id
            where user.Id == userId && !user.IsDisabled
            select new { role.Name, Permissions = role.Permissions.Select(p => p.Permission).ToList() })
            .AsNoTracking().ToListAsync(cancellationToken);

        IReadOnlySet<string> permissions = roles.Any(r => r.Name == BuiltInRoles.Owner)
            ? catalog.All.Select(p => p.Name).ToHashSet()
            : roles.SelectMany(r => r.Permissions).ToHashSet();
        return cache[userId] = permissions;
    }
}
