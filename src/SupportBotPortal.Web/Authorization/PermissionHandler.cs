using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary>
/// The one place that decides: pages, buttons and streams all end here. What is about one provider is judged by its label: that of
/// the provider in the request's path, or the one that the caller names.
/// </summary>
public sealed class PermissionHandler(UserPermissions permissions, PermissionCatalog catalog, ProviderLabels labels) : AuthorizationHandler<RequirePermissionAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RequirePermissionAttribute requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        if (!Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)) return;
        var held = await permissions.OfAsync(userId, CancellationToken.None);
        foreach (var name in requirement.AnyOf)
        {
            if (!await HoldsAsync(held, name, context.Resource)) continue;
            context.Succeed(requirement);
            return;
        }

        // Of the page itself, not of a button on it.
        if (context.Resource is HttpContext http && http.GetEndpoint()?.Metadata.Any(m => ReferenceEquals(m, requirement)) == true)
            http.Features.Set(new MissingPermission(requirement.AnyOf, held.Where(requirement.AnyOf[0])));
    }

    private async Task<bool> HoldsAsync(EffectivePermissions held, string name, object? resource)
    {
        var where = held.Where(name);
        if (where is Environments.None or Environments.Everywhere) return where == Environments.Everywhere;
        return resource switch
        {
            ProviderEnvironment label => held.Includes(name, label),
            // A provider that does not exist has no label: that there is none may be said.
            HttpContext http when catalog.Find(name)?.Scope == PermissionScope.Provider && ProviderLabels.IsAboutOne(http) => await labels.OfAsync(http) is not { } label || held.Includes(name, label),
            // Where no provider is named yet, its own handler asks again once one is.
            _ => true,
        };
    }
}
