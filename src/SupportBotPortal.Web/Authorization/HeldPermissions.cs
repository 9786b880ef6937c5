using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary>What the person may do, for showing and hiding, and for what only a handler knows: asked once in a request, as a list asks the same for every row.</summary>
public static class HeldPermissions
{
    /// <param name="permission">Of several, separated by commas, any one suffices.</param>
    /// <param name="label">For a provider with this label; <see langword="null"/>: for the one in the request's path, or for any.</param>
    public static async ValueTask<bool> MayAsync(this HttpContext context, string permission, ProviderEnvironment? label = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(permission);
        var known = (Dictionary<(string, ProviderEnvironment?), bool>)(context.Items[typeof(HeldPermissions)] ??= new Dictionary<(string, ProviderEnvironment?), bool>());
        if (known.TryGetValue((permission, label), out var may)) return may;
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        object resource = label is { } one ? one : context;
        return known[(permission, label)] = (await authorization.AuthorizeAsync(context.User, resource, new RequirePermissionAttribute(permission.Split(',')))).Succeeded;
    }

    /// <summary>Where the person may do it.</summary>
    public static async ValueTask<Environments> WhereAsync(this HttpContext context, string permission)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (await context.EffectivePermissionsAsync()).Where(permission);
    }

    public static async ValueTask<EffectivePermissions> EffectivePermissionsAsync(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var permissions = context.RequestServices.GetRequiredService<UserPermissions>();
        return await permissions.OfAsync(Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty, context.RequestAborted);
    }
}
