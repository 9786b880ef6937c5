using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>What the form of a role sends.</summary>
public sealed class RoleForm : ISettledForm
{
    private const char Separator = ':';

    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary>The names of the permissions that are ticked.</summary>
    public List<string> Permissions { get; set; } = [];

    /// <summary>The environments that are ticked, each as in <see cref="Key"/>.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>How a ticked environment of a permission is sent.</summary>
    public static string Key(string permission, Environments one) => $"{permission}{Separator}{one}";

    public static RoleForm From(PortalRole role)
    {
        ArgumentNullException.ThrowIfNull(role);
        var form = new RoleForm { Version = role.Version, Name = role.Name, Description = role.Description };
        foreach (var permission in role.Permissions) form.Set(permission.Permission, permission.Environments);
        return form;
    }

    /// <summary>A new role's, with the permissions of another as far as the person holds them.</summary>
    public static RoleForm CopyOf(PortalRole role, EffectivePermissions own)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(own);
        var form = new RoleForm();
        foreach (var permission in role.Permissions) form.Set(permission.Permission, permission.Environments & own.Where(permission.Permission));
        return form;
    }

    /// <summary>Without what a forged form sends: the binder makes nothing of empty values.</summary>
    private IEnumerable<string> Ticked => Permissions.Where(p => p is not null).Distinct();

    public Environments WhereOf(string permission) =>
        EnvironmentSets.Each.Where(one => Where.Contains(Key(permission, one))).Aggregate(Environments.None, (all, one) => all | one);

    public void Set(string permission, Environments where)
    {
        Permissions.Remove(permission);
        Where.RemoveAll(key => key?.StartsWith(permission + Separator, StringComparison.Ordinal) != false);
        if (where == Environments.None) return;
        Permissions.Add(permission);
        Where.AddRange(EnvironmentSets.Each.Where(one => where.Covers(one)).Select(one => Key(permission, one)));
    }

    public RoleInput ToInput() => new(Name ?? "", Description ?? "", Ticked.ToDictionary(p => p, WhereOf));
}
