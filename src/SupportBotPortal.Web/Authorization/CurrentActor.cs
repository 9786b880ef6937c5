using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Authorization;

/// <summary>Who sits in front of the browser.</summary>
public static class CurrentActor
{
    /// <summary>Claim that names the signed-in session; live runs are bound to it.</summary>
    public const string SessionClaim = "sid";

    public static Actor Actor(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var id = Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var parsed) ? parsed : (Guid?)null;
        return new Actor(id, context.User.Identity?.Name ?? "anonymous", context.Connection.RemoteIpAddress?.ToString() ?? "");
    }

    public static RunOwner RunOwner(this HttpContext context) =>
        new(context.SessionId(), context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");

    public static string SessionId(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.User.FindFirstValue(SessionClaim) ?? throw new InvalidOperationException("The request has no session.");
    }
}
