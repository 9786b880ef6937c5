using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Web.Security;

/// <summary>Begins and ends the session of a browser, once it is known whose it is.</summary>
public sealed class PortalSessions(SignInManager<PortalUser> signIn, PortalDbContext db, AuditTrail audit, PasswordTurns turns, TimeProvider time)
{
    public async Task StartAsync(HttpContext context, PortalUser user)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(user);
        var now = time.GetUtcNow().UtcDateTime;
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now), CancellationToken.None);
        var principal = await signIn.CreateUserPrincipalAsync(user);
        var session = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(CurrentActor.SessionClaim, session));
        await EndOwnAsync(context);
        context.ForgetFlash();
        // A fresh handler: this request's own remembers the key of the session the browser came with, and would put the new
        // person into that one. Whoever knew the old cookie would then be signed in as the new person.
        var scheme = await context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(IdentityConstants.ApplicationScheme);
        var handler = ActivatorUtilities.CreateInstance<CookieAuthenticationHandler>(context.RequestServices);
        await handler.InitializeAsync(scheme!, context);
        await handler.SignInAsync(principal, new AuthenticationProperties { IsPersistent = false });
        turns.Know(context);
    }

    public async Task EndAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.User.Identity?.IsAuthenticated == true)
            await audit.CommitAsync(db, context.Actor(), new AuditRecord("sign_out"), CancellationToken.None);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static Task EndOwnAsync(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? context.SignOutAsync(IdentityConstants.ApplicationScheme) : Task.CompletedTask;
}
