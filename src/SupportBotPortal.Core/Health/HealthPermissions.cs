using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health;

public static class HealthPermissions
{
    public const string View = "health.view";
    public const string Edit = "health.edit";
    public const string Note = "incident.note";

    public static PermissionGroup Group { get; } = new("Health", 300,
    [
        new(View, "See health", "See what tests found, incidents, uptime and maintenance, and export them.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
        new(Edit, "Plan tests and maintenance", "Change how often a provider is tested, from when on it counts as slow or down, and when it is in maintenance.", PermissionRisk.Medium, BuiltInRoles.Admin)
        {
            Implies = [View, ProviderPermissions.View],
            Scope = PermissionScope.Provider,
        },
        new(Note, "Note incidents", "Write a note on an incident.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator) { Implies = [View] },
    ]);
}
