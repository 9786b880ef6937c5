using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health.Reports;

public static class ReportPermissions
{
    public const string View = "report.view";
    public const string Edit = "report.edit";
    public const string Send = "report.send";

    public static PermissionGroup Group { get; } = new("Health reports", 330,
    [
        new(View, "See health reports", "See reports, those that were sent and what the next one would say, and export them.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
        new(Edit, "Plan health reports", "Create, change and delete reports: when they are sent, to whom, and about which providers.", PermissionRisk.Medium, BuiltInRoles.Admin) { Implies = [View] },
        new(Send, "Send health reports", "Send a report at once to those who usually get it.", PermissionRisk.Medium, BuiltInRoles.Admin, BuiltInRoles.Operator) { Implies = [View] },
    ]);
}
