using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health.Board;

public static class BoardPermissions
{
    public const string Share = "board.share";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Share, "Share the status board", "Make links that show the status board without signing in, and take them back.", BuiltInRoles.Admin),
    ];
}
