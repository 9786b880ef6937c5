namespace SupportBotPortal.Core.Access;

/// <summary>Rights about how the portal itself behaves.</summary>
public static class SettingsPermissions
{
    public const string View = "settings.view";
    public const string Edit = "settings.edit";

    public static PermissionGroup Group { get; } = new("Settings", 600,
    [
        new(View, "See settings", "See what the portal demands of those who sign in.", PermissionRisk.Low, BuiltInRoles.Admin),
        new(Edit, "Change settings", "Say of whom a second factor is demanded, and through which server mail goes: whoever chooses it can read the links to passwords that are mailed.", PermissionRisk.High) { Implies = [View] },
    ]);
}
