using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>All fields of a role's form beside what is saved.</summary>
internal static class RoleFields
{
    public static IReadOnlyList<EditedField> Of(PortalRole saved, RoleForm form, PermissionCatalog catalog) =>
    [
        EditedFields.Text(nameof(form.Name), "Name", saved.Name ?? "", form.Name ?? "", () => form.Name = saved.Name),
        EditedFields.Text(nameof(form.Description), "Description", saved.Description, form.Description ?? "", () => form.Description = saved.Description),
        .. catalog.All.Select(permission =>
        {
            var stored = saved.Permissions.Find(p => p.Permission == permission.Name)?.Environments ?? Environments.None;
            return EditedFields.Text(permission.Name, permission.Title, Words(permission, stored), Words(permission, Typed(permission, form)), () => form.Set(permission.Name, stored));
        }),
    ];

    private static Environments Typed(Permission permission, RoleForm form) => form.Permissions.Contains(permission.Name) switch
    {
        false => Environments.None,
        true when permission.IsPerEnvironment => form.WhereOf(permission.Name),
        true => Environments.Everywhere,
    };

    private static string Words(Permission permission, Environments where) => where == Environments.None ? "no" : permission.IsPerEnvironment ? where.Words() : "yes";
}
