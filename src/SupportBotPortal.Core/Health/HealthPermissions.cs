using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health;

public static class HealthPermissions
{
    public const string View = "health.view";
    public const string Edit = "health.edit";
    public const string Note = "incident.note";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(View, "See health", "See what tests found, incidents and uptime, and export them.", BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
        new(Edit, "Plan tests", "Change how often a provider is tested, and from when on it counts as slow or down.", BuiltInRoles.Admin),
        new(Note, "Note incidents", "Write a note on an incident.", BuiltInRoles.Admin, BuiltInRoles.Operator),
    ];
}
