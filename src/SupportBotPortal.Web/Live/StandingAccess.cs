using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Live;

/// <summary>
/// Asks once more what was asked when something was started: is there still its session, its person not disabled, the permission
/// not taken away. Signing out, a locked account and a new password end sessions, and with them whatever was started in them.
/// </summary>
public sealed class StandingAccess(SessionStore sessions, IServiceScopeFactory scopes)
{
    public static AccessHolder HolderOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new(context.User, SessionStore.MarkOf(context));
    }

    /// <returns>For which labels it is still held; nowhere, if the session has ended.</returns>
    public async Task<Environments> WhereAsync(AccessHolder holder, string permission)
    {
        ArgumentNullException.ThrowIfNull(holder);
        if (!await sessions.IsOpenAsync(holder.Session) || !Guid.TryParse(holder.Person.FindFirstValue(ClaimTypes.NameIdentifier), out var person)) return Environments.None;
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserPermissions>().OfAsync(person, CancellationToken.None)).Where(permission);
    }

    /// <param name="labels">Of the providers that it is about; none: in any environment.</param>
    public async Task<bool> HoldsAsync(AccessHolder holder, RequirePermissionAttribute needed, params IReadOnlyCollection<ProviderEnvironment> labels)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(needed);
        ArgumentNullException.ThrowIfNull(labels);
        if (!await sessions.IsOpenAsync(holder.Session)) return false;
        // A scope of its own: the request's has read the permissions already, and remembers them.
        await using var scope = scopes.CreateAsyncScope();
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        if (labels.Count == 0) return (await authorization.AuthorizeAsync(holder.Person, null, needed)).Succeeded;
        foreach (var label in labels)
        {
            if (!(await authorization.AuthorizeAsync(holder.Person, label, needed)).Succeeded) return false;
        }

        return true;
    }
}
