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

    /// <summary>A line for each role: what it gives as such, or else what it comes with.</summary>
    public IReadOnlyList<string> Sources(Permission permission)
    {
        ArgumentNullException.ThrowIfNull(permission);
        return [.. Held.SourcesOf(permission.Name).GroupBy(source => source.Role).Select(role => Words(permission, [.. role])).Where(words => words.Length > 0)];
    }

    private string Words(Permission permission, IReadOnlyList<PermissionSource> sources)
    {
        var direct = sources.FirstOrDefault(s => s.Via is null);
        // What it comes with says something only where the role does not give as much itself.
        var via = sources.Where(s => s.Via is not null && direct?.Environments.Covers(s.Environments) != true).Select(s => $"“{s.Via}”").ToList();
        var with = via.Count == 0 ? "" : $"with {string.Join(", ", via)}";
        if (!NamesRoles) return with;
        var where = sources.Aggregate(Environments.None, (all, s) => all | s.Environments);
        return string.Join(", ", ((string[])[sources[0].Role, with]).Where(part => part.Length > 0)) + (permission.IsPerEnvironment && where != Environments.Everywhere ? $" ({where.Words()})" : "");
    }
}
