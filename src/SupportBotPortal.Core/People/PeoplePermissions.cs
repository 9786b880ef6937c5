using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.People;

/// <summary>Rights about who may do what.</summary>
public static class PeoplePermissions
{
    public const string ViewRoles = "role.view";
    public const string CreateRoles = "role.create";
    public const string EditRoles = "role.edit";
    public const string DeleteRoles = "role.delete";

    public static PermissionGroup Roles { get; } = new("Roles", 510,
    [
        new(ViewRoles, "See roles", "See which roles there are, what each allows, and who has it.", PermissionRisk.Low, BuiltInRoles.Admin),
        new(CreateRoles, "Add roles", "Make a role of permissions that one holds oneself.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewRoles] },
        new(EditRoles, "Edit roles", "Change what a role allows, as far as one holds all of it oneself.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewRoles] },
        new(DeleteRoles, "Delete roles", "Delete a role; whoever had it loses what it allowed.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewRoles] },
    ]);
}
