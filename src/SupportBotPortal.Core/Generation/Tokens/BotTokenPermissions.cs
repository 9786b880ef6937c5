using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>Rights about the tokens with which bots ask for answers.</summary>
public static class BotTokenPermissions
{
    public const string View = "bot_token.view";
    public const string Create = "bot_token.create";
    public const string Revoke = "bot_token.revoke";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(View, "See bot tokens", "See which bots may ask for answers, and until when. The tokens themselves are shown to nobody.", BuiltInRoles.Admin, BuiltInRoles.Operator),
        new(Create, "Make bot tokens", "Make a token with which a bot asks for answers.", BuiltInRoles.Admin),
        new(Revoke, "Revoke bot tokens", "Take a bot's token back, at once.", BuiltInRoles.Admin, BuiltInRoles.Operator),
    ];
}
