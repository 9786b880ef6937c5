using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>What the form of a role sends.</summary>
public sealed class RoleForm : GrantForm, ISettledForm
{
    /// <summary>The version that was shown; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    public string? Name { get; set; }

    public string? Description { get; set; }

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

    public RoleInput ToInput() => new(Name ?? "", Description ?? "", Grants());
}
