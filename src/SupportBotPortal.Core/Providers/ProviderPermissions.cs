using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Providers;

public static class ProviderPermissions
{
    public const string View = "llm_provider.view";
    public const string Create = "llm_provider.create";
    public const string Edit = "llm_provider.edit";
    public const string Delete = "llm_provider.delete";
    public const string Test = "llm_provider.test";

    public static PermissionGroup Group { get; } = new("Providers", 100,
    [
        new(View, "See providers", "See providers, their settings and their health; never a key.", PermissionRisk.Low, BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
        new(Create, "Add providers", "Add a provider with its key.", PermissionRisk.High, BuiltInRoles.Admin)
        {
            Implies = [View],
            Scope = PermissionScope.NewProvider,
        },
        new(Edit, "Edit providers", "Change a provider, replace its key, activate or deactivate it.", PermissionRisk.High, BuiltInRoles.Admin)
        {
            Implies = [View],
            Scope = PermissionScope.Provider,
        },
        new(Delete, "Delete providers", "Delete a provider and its key.", PermissionRisk.High, BuiltInRoles.Admin)
        {
            Implies = [View],
            Scope = PermissionScope.Provider,
        },
        new(Test, "Test providers", "Test connections, discover models and try answers. Some of it costs money.", PermissionRisk.Medium, BuiltInRoles.Admin, BuiltInRoles.Operator)
        {
            Implies = [View],
            Scope = PermissionScope.Provider,
        },
    ]);
}
