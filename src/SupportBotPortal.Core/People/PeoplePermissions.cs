using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.People;

/// <summary>Rights about who may do what.</summary>
public static class PeoplePermissions
{
    public const string ViewUsers = "user.view";
    public const string EditUsers = "user.edit";
    public const string DeleteUsers = "user.delete";
    public const string ViewRoles = "role.view";
    public const string CreateRoles = "role.create";
    public const string EditRoles = "role.edit";
    public const string DeleteRoles = "role.delete";

    public static PermissionGroup Users { get; } = new("People", 500,
    [
        new(ViewUsers, "See people", "See who may sign in, what each may do, and their sessions.", PermissionRisk.Low, BuiltInRoles.Admin),
        new(EditUsers, "Manage people", "Invite people, change their roles, disable and unlock them, reset passwords, end sessions: of those who hold nothing that one does not hold oneself.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewUsers] },
        new(DeleteUsers, "Delete people", "Delete an account; the audit log keeps the name.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewUsers] },
    ]);

    public static PermissionGroup Roles { get; } = new("Roles", 510,
    [
        new(ViewRoles, "See roles", "See which roles there are, what each allows, and who has it.", PermissionRisk.Low, BuiltInRoles.Admin),
        new(CreateRoles, "Add roles", "Make a role of permissions that one holds oneself.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewRoles] },
        new(EditRoles, "Edit roles", "Change what a role allows, as far as one holds all of it oneself.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewRoles] },
        new(DeleteRoles, "Delete roles", "Delete a role; whoever had it loses what it allowed.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [ViewRoles] },
    ]);
}
