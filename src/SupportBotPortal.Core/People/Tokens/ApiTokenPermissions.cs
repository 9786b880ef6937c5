using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>Rights about the tokens with which programs act for people.</summary>
public static class ApiTokenPermissions
{
    public const string View = "api_token.view";
    public const string Manage = "api_token.manage";

    public static PermissionGroup Group { get; } = new("API tokens", 515,
    [
        new(View, "See API tokens", "See which programs may act for whom over the admin API, what they may do, and until when. The tokens themselves are shown to nobody.", PermissionRisk.Low, BuiltInRoles.Admin),
        new(Manage, "Make API tokens", "Make a token with which a program does what one may do oneself, or a part of it; and take anybody’s back.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [View] },
    ]);
}
