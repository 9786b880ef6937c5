using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Providers;

public static class ProviderPermissions
{
    public const string View = "llm_provider.view";
    public const string Create = "llm_provider.create";
    public const string Edit = "llm_provider.edit";
    public const string Delete = "llm_provider.delete";
    public const string Test = "llm_provider.test";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(View, "See providers", "See providers, their settings and their health; never a key.", BuiltInRoles.Admin, BuiltInRoles.Operator, BuiltInRoles.Viewer),
        new(Create, "Add providers", "Add a provider with its key.", BuiltInRoles.Admin),
        new(Edit, "Edit providers", "Change a provider, replace its key, activate or deactivate it.", BuiltInRoles.Admin),
        new(Delete, "Delete providers", "Delete a provider and its key.", BuiltInRoles.Admin),
        new(Test, "Test providers", "Test connections and discover models.", BuiltInRoles.Admin, BuiltInRoles.Operator),
    ];
}
