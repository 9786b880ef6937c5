using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health.Alerts;

public static class AlertPermissions
{
    public const string View = "alert.view";
    public const string Edit = "alert.edit";
    public const string Test = "alert.test";

    public static PermissionGroup Group { get; } = new("Alerts", 320,
    [
        new(View, "See alerts", "See who is alerted of what, what was sent, and when nobody is alerted.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator),
        new(Edit, "Set up alerts", "Change who is alerted of what, and how.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [View] },
        new(Test, "Test alerts", "Send a test through a channel, and try at once what failed.", PermissionRisk.Medium, BuiltInRoles.Admin, BuiltInRoles.Operator) { Implies = [View] },
    ]);
}
