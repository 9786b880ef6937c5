using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>What roles come to, and how what changed about them is told.</summary>
public static class RoleWords
{
    public static EffectivePermissions Allows(PermissionCatalog catalog, PortalRole role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return Allows(catalog, role.Name ?? "", role.Permissions.ToDictionary(p => p.Permission, p => p.Environments));
    }

    public static EffectivePermissions Allows(PermissionCatalog catalog, string role, IReadOnlyDictionary<string, Environments> grants)
    {
        ArgumentNullException.ThrowIfNull(grants);
        return new(catalog, grants.Select(g => new PermissionGrant(role, g.Key, g.Value)));
    }

    /// <summary>E.g. “Edit providers (staging)”.</summary>
    public static string Name(PermissionCatalog catalog, string permission, Environments where)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var known = catalog.Find(permission);
        return (known?.Title ?? permission) + (known is { IsPerEnvironment: true } && where != Environments.Everywhere ? $" ({where.Words()})" : "");
    }

    /// <summary>A sentence about what somebody would have to hold.</summary>
    public static string Beyond(PermissionCatalog catalog, EffectivePermissions own, EffectivePermissions wanted)
    {
        ArgumentNullException.ThrowIfNull(own);
        return $"You can give, change and take only what you hold yourself. You do not hold: {string.Join("; ", own.Missing(wanted).Select(m => Name(catalog, m.Permission, m.Where)))}.";
    }

    /// <summary>Field by field: a permission that holds elsewhere now is one that changed.</summary>
    public static IReadOnlyList<AuditChange> Differences(PortalRole? before, PortalRole? after)
    {
        List<AuditChange> changes = [];
        Add("Name", before?.Name, after?.Name);
        Add("Description", before?.Description, after?.Description);
        foreach (var permission in (before?.Permissions ?? []).Concat(after?.Permissions ?? []).Select(p => p.Permission).Distinct().Order(StringComparer.Ordinal))
            Add(permission, Where(before, permission), Where(after, permission));
        return changes;

        void Add(string field, string? was, string? now)
        {
            if (was != now) changes.Add(new(field, was, now));
        }
    }

    private static string? Where(PortalRole? role, string permission) => role?.Permissions.Find(p => p.Permission == permission)?.Environments.Words();
}
