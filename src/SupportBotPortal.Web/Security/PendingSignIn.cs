using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// Who has shown a password and still owes a second factor, in a cookie of a few minutes. It lets one try codes, each of which is
/// counted, and nothing else. A new password voids it.
/// </summary>
internal static class PendingSignIn
{
    public const string Scheme = "SupportBotPortal.Pending";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const string Stamp = "stamp";

    public static Task StartAsync(HttpContext context, PortalUser user) => context.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user.Id.ToString()), new Claim(Stamp, user.SecurityStamp ?? "")], Scheme)));

    /// <returns><see langword="null"/> if nobody is half signed in.</returns>
    public static async Task<(Guid UserId, string Stamp)?> ReadAsync(HttpContext context)
    {
        var principal = (await context.AuthenticateAsync(Scheme)).Principal;
        return Guid.TryParse(principal?.FindFirstValue(ClaimTypes.Name), out var id) && principal!.FindFirstValue(Stamp) is { Length: > 0 } stamp ? (id, stamp) : null;
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);
}
