using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>What somebody may do, all roles and all that is implied taken together, and where each of it comes from.</summary>
public sealed class EffectivePermissions
{
    private readonly Dictionary<string, Environments> held = [];
    private readonly Dictionary<string, List<PermissionSource>> sources = [];

    /// <param name="grants">What the roles give. What no feature of this version knows counts for nothing.</param>
    public EffectivePermissions(PermissionCatalog catalog, IEnumerable<PermissionGrant> grants)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(grants);
        foreach (var grant in grants)
        {
            var given = catalog.Find(grant.Permission);
            foreach (var permission in catalog.WithImplied(grant.Permission))
            {
                // Narrowed or not, whatever is about the portal as a whole holds as a whole; and what holds nowhere is not held.
                var where = permission.IsPerEnvironment ? grant.Environments & Environments.Everywhere : Environments.Everywhere;
                if (where == Environments.None || grant.Environments == Environments.None) continue;
                held[permission.Name] = held.GetValueOrDefault(permission.Name) | where;
                if (!sources.TryGetValue(permission.Name, out var list)) sources[permission.Name] = list = [];
                var source = new PermissionSource(grant.Role, permission == given ? null : given!.Title, where);
                if (!list.Contains(source)) list.Add(source);
            }
        }
    }

    private EffectivePermissions()
    {
    }

    /// <summary>Nothing: of somebody who has to set up a second factor first.</summary>
    public static EffectivePermissions UntilSecondFactor(PermissionCatalog catalog) => new(catalog, []) { OwesSecondFactor = true };

    /// <summary>Whether they are none only because a second factor is demanded, and not set up.</summary>
    public bool OwesSecondFactor { get; private init; }

    public IReadOnlyCollection<string> Names => held.Keys;

    /// <summary>Whether it holds at least somewhere.</summary>
    public bool Includes(string permission) => held.ContainsKey(permission);

    /// <summary>Whether it holds for what has this label.</summary>
    public bool Includes(string permission, ProviderEnvironment label) => Where(permission).Covers(EnvironmentSets.Of(label));

    public Environments Where(string permission) => held.GetValueOrDefault(permission);

    /// <summary>Whether everything in <paramref name="other"/> is held as well: only then may one give, change or take it.</summary>
    public bool Covers(EffectivePermissions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.held.All(one => Where(one.Key).Covers(one.Value));
    }

    /// <summary>What is held here and there alike: of what acts for somebody, and may do no more than he may.</summary>
    public EffectivePermissions Within(EffectivePermissions limit)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var both = new EffectivePermissions { OwesSecondFactor = OwesSecondFactor };
        foreach (var (name, where) in held.Select(one => (one.Key, one.Value & limit.Where(one.Key))).Where(one => one.Item2 != Environments.None)) both.held[name] = where;
        return both;
    }

    /// <summary>What <paramref name="other"/> has beyond this: permissions and where.</summary>
    public IReadOnlyList<(string Permission, Environments Where)> Missing(EffectivePermissions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. other.held.Select(one => (one.Key, one.Value & ~Where(one.Key))).Where(one => one.Item2 != Environments.None)];
    }

    /// <summary>Which roles give it, directly first.</summary>
    public IReadOnlyList<PermissionSource> SourcesOf(string permission) =>
        sources.TryGetValue(permission, out var list) ? [.. list.OrderBy(s => s.Via is not null).ThenBy(s => s.Role, StringComparer.Ordinal)] : [];
}
