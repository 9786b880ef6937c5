using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Roles;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>A program that came with a token that opens.</summary>
/// <param name="PersonName">For whom it acts.</param>
/// <param name="Allows">The most it may do; what its person may not, it may not.</param>
public sealed record ApiCaller(ApiToken Token, string PersonName, EffectivePermissions Allows)
{
    internal static EffectivePermissions AllowedBy(PermissionCatalog catalog, ApiToken token) =>
        RoleWords.Allows(catalog, token.Name, token.Permissions.ToDictionary(p => p.Permission, p => p.Environments));
}
