using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>Rights about the tokens with which bots ask for answers.</summary>
public static class BotTokenPermissions
{
    public const string View = "bot_token.view";
    public const string Manage = "bot_token.manage";
    public const string Revoke = "bot_token.revoke";

    public static PermissionGroup Group { get; } = new("Bot tokens", 210,
    [
        new(View, "See bot tokens", "See which bots may ask for answers, and until when. The tokens themselves are shown to nobody.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator),
        new(Manage, "Make bot tokens", "Make a token with which a bot asks for answers, and take tokens back.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [Revoke] },
        new(Revoke, "Revoke bot tokens", "Take a bot’s token back, at once.", PermissionRisk.Medium, BuiltInRoles.Admin, BuiltInRoles.Operator) { Implies = [View] },
    ]);
}
