using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health.Board;

public static class BoardPermissions
{
    public const string Share = "board.share";

    public static PermissionGroup Group { get; } = new("Status board", 310,
    [
        new(Share, "Share the status board", "Make links that show the status board without signing in, and take them back.", PermissionRisk.Medium, BuiltInRoles.Admin) { Implies = [HealthPermissions.View] },
    ]);
}
