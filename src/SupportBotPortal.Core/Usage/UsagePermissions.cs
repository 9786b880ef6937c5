using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Usage;

/// <summary>Rights about what bots used.</summary>
public static class UsagePermissions
{
    public const string View = "usage.view";

    public static PermissionGroup Group { get; } = new("Usage", 220,
    [
        // It names bots, which viewers do not see.
        new(View, "See usage", "See how many requests and tokens each bot, provider and model came to, how fast they were answered, and take that out as a file. Prompts and answers are stored nowhere.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator),
    ]);
}
