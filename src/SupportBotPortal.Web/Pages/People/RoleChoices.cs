using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>The roles to tick for somebody, and which of them one may give.</summary>
public sealed class RoleChoices(RoleReader roles)
{
    public async Task<IReadOnlyList<RoleChoice>> OfAsync(HttpContext context, IReadOnlyCollection<Guid> ticked, CancellationToken cancellationToken)
    {
        var own = await context.EffectivePermissionsAsync();
        var all = await roles.AllAsync(cancellationToken);
        var isOwner = all.FirstOrDefault(r => r.Role.Name == BuiltInRoles.Owner)?.People.Contains(context.User.Identity?.Name ?? "") == true;
        return [.. all.Select(r => new RoleChoice(r, ticked.Contains(r.Role.Id), own.Covers(r.Allows) && (isOwner || r.Role.Name != BuiltInRoles.Owner)))];
    }
}
