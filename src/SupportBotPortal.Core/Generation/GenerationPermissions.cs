using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Generation;

/// <summary>Rights about the model in production and how it answers.</summary>
public static class GenerationPermissions
{
    public const string View = "aiml.view";
    public const string Edit = "aiml.edit";

    public static PermissionGroup Group { get; } = new("Model & generation", 200,
    [
        new(View, "See model & generation settings", "See which model answers in production, how, and what was changed about it.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
        new(Edit, "Change model & generation settings", "Choose the model in production, its settings and fallbacks, and bring back an earlier version.", PermissionRisk.High, BuiltInRoles.Admin) { Implies = [View] },
    ]);
}
