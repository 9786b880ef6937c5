using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Roles;

/// <summary>A role, what it comes to, and who has it.</summary>
/// <param name="Allows">All it gives, also what is implied.</param>
/// <param name="People">The email addresses of those who have it.</param>
public sealed record RoleSummary(PortalRole Role, EffectivePermissions Allows, IReadOnlyList<string> People);
