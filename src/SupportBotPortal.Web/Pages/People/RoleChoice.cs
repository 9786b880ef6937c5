using SupportBotPortal.Core.People.Roles;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>A role to tick.</summary>
/// <param name="MayGive">Whether the person who ticks holds all of it, so may give and take it.</param>
public sealed record RoleChoice(RoleSummary Role, bool IsTicked, bool MayGive);
