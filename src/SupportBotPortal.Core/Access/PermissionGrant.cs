using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>A permission as a role gives it.</summary>
/// <param name="Role">The role's name.</param>
/// <param name="Permission">The permission's name.</param>
/// <param name="Environments">Where it holds.</param>
public sealed record PermissionGrant(string Role, string Permission, Environments Environments);
