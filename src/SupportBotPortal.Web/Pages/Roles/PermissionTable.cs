using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>What somebody or a role may do, feature by feature, and where each of it comes from.</summary>
/// <param name="NamesRoles">Whether it is several roles taken together, so that each source says which.</param>
public sealed record PermissionTable(PermissionCatalog Catalog, EffectivePermissions Held, bool NamesRoles)
{
    public IEnumerable<(PermissionGroup Group, IReadOnlyList<Permission> Permissions)> Groups => Catalog.Groups
        .Select(group => (group, (IReadOnlyList<Permission>)[.. group.Permissions.Where(p => Held.Includes(p.Name))]))
        .Where(group => group.Item2.Count > 0);

    public IReadOnlyList<string> Sources(Permission permission)
    {
        ArgumentNullException.ThrowIfNull(permission);
        return [.. Held.SourcesOf(permission.Name).Select(source => Words(permission, source)).Where(words => words.Length > 0).Distinct()];
    }

    private string Words(Permission permission, PermissionSource source)
    {
        var via = source.Via is null ? "" : $"with “{source.Via}”";
        var words = NamesRoles ? via.Length == 0 ? source.Role : $"{source.Role}, {via}" : via;
        return permission.IsPerEnvironment && source.Environments != Environments.Everywhere && NamesRoles ? $"{words} ({source.Environments.Words()})" : words;
    }
}
