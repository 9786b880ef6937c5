using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Creates the built-in roles, and gives each new permission to its default roles once.</summary>
public sealed class AccessSeed(IDbContextFactory<PortalDbContext> contexts, PermissionCatalog catalog)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = await db.Roles.Include(r => r.Permissions).ToDictionaryAsync(r => r.Name!, cancellationToken);
        foreach (var (name, description) in BuiltInRoles.All)
        {
            if (roles.ContainsKey(name)) continue;
            var role = new PortalRole
            {
                Id = Guid.NewGuid(),
                Name = name,
                NormalizedName = name.ToUpperInvariant(),
                Description = description,
                IsBuiltIn = true,
            };
            db.Roles.Add(role);
            roles.Add(name, role);
        }

        var seeded = await db.SeededPermissions.Select(p => p.Permission).ToHashSetAsync(cancellationToken);
        foreach (var permission in catalog.All.Where(p => !seeded.Contains(p.Name)))
        {
            db.SeededPermissions.Add(new SeededPermission { Permission = permission.Name });
            foreach (var role in permission.DefaultRoles)
                roles[role].Permissions.Add(new RolePermission { RoleId = roles[role].Id, Permission = permission.Name });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
