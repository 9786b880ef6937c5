using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Web.Authorization;

/// <summary>The one place that decides: pages, buttons and streams all end here.</summary>
public sealed class PermissionHandler(UserPermissions permissions) : AuthorizationHandler<RequirePermissionAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RequirePermissionAttribute requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        if (!Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)) return;
        var held = await permissions.OfAsync(userId, CancellationToken.None);
        if (requirement.AnyOf.Any(held.Contains)) context.Succeed(requirement);
    }
}
