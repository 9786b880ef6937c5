using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health.Alerts;

public static class AlertPermissions
{
    public const string View = "alert.view";
    public const string Edit = "alert.edit";
    public const string Test = "alert.test";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(View, "See alerts", "See who is alerted of what, what was sent, and when nobody is alerted.", BuiltInRoles.Admin, BuiltInRoles.Operator),
        new(Edit, "Set up alerts", "Change channels, the mail server and maintenance windows.", BuiltInRoles.Admin),
        new(Test, "Test alerts", "Send a test through a channel, and try at once what failed.", BuiltInRoles.Admin, BuiltInRoles.Operator),
    ];
}
