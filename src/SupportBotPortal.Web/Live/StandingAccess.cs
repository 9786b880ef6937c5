using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Live;

/// <summary>
/// Asks once more what was asked when a stream was opened: is there still a session, its person not disabled, the permission
/// not taken away.
/// </summary>
public sealed class StandingAccess(SessionStore sessions, IServiceScopeFactory scopes)
{
    public async Task<bool> HoldsAsync(HttpContext context, RequirePermissionAttribute needed)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(needed);
        if (!await sessions.IsOpenAsync(context)) return false;
        // A scope of its own: the request's has read the permissions already, and remembers them.
        await using var scope = scopes.CreateAsyncScope();
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(context.User, null, needed)).Succeeded;
    }
}
