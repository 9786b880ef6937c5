using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Plugins;

public static class PluginPermissions
{
    public const string View = "plugin.view";

    public static PermissionGroup Group { get; } = new("Plugins", 400,
    [
        new(View, "See plugins", "See which plugins are loaded, and why one is not.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
    ]);
}
