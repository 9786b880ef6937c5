using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Plugins;

public static class PluginPermissions
{
    public const string View = "plugin.view";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(View, "See plugins", "See which plugins are loaded, and why one is not.", BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
    ];
}
