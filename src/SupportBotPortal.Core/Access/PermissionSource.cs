using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Where a permission comes from.</summary>
/// <param name="Role">The role that gives it.</param>
/// <param name="Via">The title of the permission it comes with; <see langword="null"/> if the role gives it as such.</param>
/// <param name="Environments">Where it holds by this.</param>
public sealed record PermissionSource(string Role, string? Via, Environments Environments);
