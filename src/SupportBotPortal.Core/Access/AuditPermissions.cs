namespace SupportBotPortal.Core.Access;

/// <summary>Rights about the audit log.</summary>
public static class AuditPermissions
{
    public const string View = "audit.view";

    public static PermissionGroup Group { get; } = new("Audit log", 520,
    [
        new(View, "See the audit log", "See who did what, when and from where, verify that nothing was changed in it, and export it.", PermissionRisk.Medium, BuiltInRoles.Admin),
    ]);
}
