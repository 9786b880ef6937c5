using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Security;

/// <summary>Signs people in and out; each success and each refusal is in the audit log.</summary>
public sealed class PortalSignIn(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> signIn,
    IPasswordHasher<PortalUser> hasher,
    PortalDbContext db,
    AuditTrail audit)
{
    private static readonly SemaphoreSlim[] Gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private static readonly PortalUser Nobody = new();
    private static string? nobodysHash;

    public async Task<bool> WithPasswordAsync(HttpContext context, string email, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        // One try at a time for an account: tries sent together would each be counted as the first.
        var gate = Gates[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(email) % (uint)Gates.Length];
        await gate.WaitAsync(cancellationToken);
        PortalUser? user;
        bool accepted;
        try
        {
            user = email.Length is > 0 and <= 256 ? await users.FindByEmailAsync(email) : null;
            accepted = user is not null && !user.IsDisabled && !await users.IsLockedOutAsync(user)
                ? (await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)).Succeeded
                : VerifyNobodys(password);
        }
        finally
        {
            gate.Release();
        }

        if (!accepted || user is null)
        {
            await RecordAsync(context, user, "sign_in.refused", cancellationToken);
            return false;
        }

        await StartSessionAsync(context, user);
        await RecordAsync(context, user, "sign_in.succeeded", cancellationToken);
        return true;
    }

    /// <summary>Always refuses, and takes as long as a real check: unknown, locked and disabled accounts answer alike.</summary>
    private bool VerifyNobodys(string password)
    {
        nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        hasher.VerifyHashedPassword(Nobody, nobodysHash, password);
        return false;
    }

    public async Task StartSessionAsync(HttpContext context, PortalUser user)
    {
        ArgumentNullException.ThrowIfNull(context);
        var principal = await signIn.CreateUserPrincipalAsync(user);
        var session = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(CurrentActor.SessionClaim, session));
        await EndOwnSessionAsync(context);
        // A fresh handler: this request's own remembers the key of the session the browser came with, and would put the new
        // person into that one. Whoever knew the old cookie would then be signed in as the new person.
        var scheme = await context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(IdentityConstants.ApplicationScheme);
        var handler = ActivatorUtilities.CreateInstance<CookieAuthenticationHandler>(context.RequestServices);
        await handler.InitializeAsync(scheme!, context);
        await handler.SignInAsync(principal, new AuthenticationProperties { IsPersistent = false });
    }

    public async Task EndSessionAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.User.Identity?.IsAuthenticated == true)
            await audit.CommitAsync(db, context.Actor(), new AuditRecord("sign_out"), cancellationToken);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static Task EndOwnSessionAsync(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? context.SignOutAsync(IdentityConstants.ApplicationScheme) : Task.CompletedTask;

    private Task RecordAsync(HttpContext context, PortalUser? user, string action, CancellationToken cancellationToken)
    {
        // What was typed as an email may be a password typed into the wrong field: it is not kept.
        var actor = new Actor(user?.Id, user?.UserName ?? "unknown", context.Connection.RemoteIpAddress?.ToString() ?? "");
        return audit.CommitAsync(db, actor, new AuditRecord(action) { SubjectType = "user", SubjectId = user?.Id.ToString() ?? "", SubjectName = user?.UserName ?? "" }, cancellationToken);
    }
}
