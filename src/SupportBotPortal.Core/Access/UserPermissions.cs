using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>What a person may do right now: read from the database once per request, so that taking a permission away works at the next one.</summary>
public sealed class UserPermissions(PortalDbContext db, PermissionCatalog catalog)
{
    private readonly Dictionary<Guid, EffectivePermissions> cache = [];

    /// <summary>Nothing for a person who is disabled or does not exist.</summary>
    public async Task<EffectivePermissions> OfAsync(Guid userId, CancellationToken cancellationToken)
    {
        if (!cache.TryGetValue(userId, out var held)) cache[userId] = held = await ReadAsync(db, catalog, userId, cancellationToken);
        return held;
    }

    /// <summary>As it is at this moment, in the caller's transaction if one is open.</summary>
    public static async Task<EffectivePermissions> ReadAsync(PortalDbContext db, PermissionCatalog catalog, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var grants = await (
            from membership in db.UserRoles
            join user in db.Users on membership.UserId equals user.Id
            join role in db.Roles on membership.RoleId equals role.Id
            join permission in db.RolePermissions on role.Id equals permission.RoleId
            where user.Id == userId && !user.IsDisabled
            select new PermissionGrant(role.Name!, permission.Permission, permission.Environments))
            .ToListAsync(cancellationToken);
        return new(catalog, grants);
    }
}
