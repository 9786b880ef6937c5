using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Gives the built-in roles what this version says they have.</summary>
public sealed class AccessSeed(IDbContextFactory<PortalDbContext> contexts, PermissionCatalog catalog)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = await db.Roles.Include(r => r.Permissions).ToListAsync(cancellationToken);
        foreach (var (name, description) in BuiltInRoles.All)
        {
            var role = roles.Find(r => r.Name == name);
            if (role is null) db.Roles.Add(role = new PortalRole { Id = Guid.NewGuid(), Name = name, NormalizedName = name.ToUpperInvariant() });
            (role.Description, role.IsBuiltIn) = (description, true);
            Bring(role, [.. catalog.OfBuiltIn(name, role.Id)]);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Writes only what differs: usually nothing.</summary>
    private static void Bring(PortalRole role, List<RolePermission> wanted)
    {
        role.Permissions.RemoveAll(has => !wanted.Exists(p => p.Permission == has.Permission));
        foreach (var permission in wanted)
        {
            if (role.Permissions.Find(has => has.Permission == permission.Permission) is { } has) has.Environments = permission.Environments;
            else role.Permissions.Add(permission);
        }
    }
}
