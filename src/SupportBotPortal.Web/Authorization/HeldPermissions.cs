using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Web.Authorization;

/// <summary>What the person may do, for showing and hiding: asked once in a request, as a list asks the same for every row.</summary>
public static class HeldPermissions
{
    /// <param name="permission">Of several, separated by commas, any one suffices.</param>
    public static async ValueTask<bool> MayAsync(this HttpContext context, string permission)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(permission);
        var known = (Dictionary<string, bool>)(context.Items[typeof(HeldPermissions)] ??= new Dictionary<string, bool>());
        if (known.TryGetValue(permission, out var may)) return may;
        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        return known[permission] = (await authorization.AuthorizeAsync(context.User, null, new RequirePermissionAttribute(permission.Split(',')))).Succeeded;
    }
}
