using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>All permissions of all features.</summary>
public sealed class PermissionCatalog
{
    private readonly Dictionary<string, Permission> byName;
    private readonly Dictionary<string, IReadOnlyList<Permission>> withImplied;

    /// <exception cref="InvalidOperationException">Two features declare the same permission, or one implies what nobody declares.</exception>
    public PermissionCatalog(IEnumerable<PermissionGroup> groups)
    {
        Groups = [.. groups.OrderBy(g => g.Order)];
        All = [.. Groups.SelectMany(g => g.Permissions)];
        if (All.GroupBy(p => p.Name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new InvalidOperationException($"Two features declare the permission {twice.Key}.");
        byName = All.ToDictionary(p => p.Name);
        if (All.SelectMany(p => p.Implies).FirstOrDefault(name => !byName.ContainsKey(name)) is { } unknown) throw new InvalidOperationException($"A permission implies {unknown}, which no feature declares.");
        withImplied = All.ToDictionary(p => p.Name, IReadOnlyList<Permission> (p) => Closure(p));
    }

    /// <summary>By feature, as people are shown them.</summary>
    public IReadOnlyList<PermissionGroup> Groups { get; }

    public IReadOnlyList<Permission> All { get; }

    public Permission? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>A permission, first, and what comes with it; nothing if no feature of this version declares it.</summary>
    public IReadOnlyList<Permission> WithImplied(string name) => withImplied.GetValueOrDefault(name) ?? [];

    /// <summary>What a built-in role has: it comes with the version, and nobody can change it.</summary>
    public IEnumerable<RolePermission> OfBuiltIn(string role, Guid roleId) =>
        All.Where(p => role == BuiltInRoles.Owner || p.DefaultRoles.Contains(role)).Select(p => new RolePermission { RoleId = roleId, Permission = p.Name });

    private List<Permission> Closure(Permission permission)
    {
        List<Permission> found = [permission];
        // The list grows while it is walked along.
        for (var i = 0; i < found.Count; i++)
            found.AddRange(found[i].Implies.Select(name => byName[name]).Where(p => !found.Contains(p)).ToList());
        return found;
    }
}
