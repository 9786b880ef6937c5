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

namespace SupportBotPortal.Web.Security;

/// <summary>Signs people in and out; each success and each refusal is in the audit log.</summary>
public sealed class PortalSignIn(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> signIn,
    IPasswordHasher<PortalUser> hasher,
    AccountGate gate,
    PortalDbContext db,
    AuditTrail audit,
    TimeProvider time)
{
    private static readonly PortalUser Nobody = new();
    private static string? nobodysHash;

    public async Task<bool> WithPasswordAsync(HttpContext context, string email, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Before it is known who it is, or the very first unknown one would take twice as long.
        nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        PortalUser? user;
        if (email.Length > 256) email = "";
        using (await gate.EnterAsync(users.NormalizeEmail(email), cancellationToken))
        {
            user = email.Length > 0 ? await users.FindByEmailAsync(email) : null;
            // Who has not chosen a password yet is checked against nobody's: a quicker answer would tell that there is such an account.
            var isOpen = user is { IsDisabled: false, PasswordHash: not null } && !await users.IsLockedOutAsync(user);
            var accepted = isOpen ? (await signIn.CheckPasswordSignInAsync(user!, password, lockoutOnFailure: false)).Succeeded : VerifyNobodys(password);
            if (!accepted || user is null)
            {
                await RefuseAsync(context, user, email, isOpen);
                return false;
            }
        }

        // The row first: whatever fails on the way to the session, that the password was right is known by then.
        await RecordAsync(context, user, "sign_in.succeeded");
        await StartSessionAsync(context, user);
        return true;
    }

    /// <summary>Always refuses, with the same work as a real check.</summary>
    private bool VerifyNobodys(string password)
    {
        hasher.VerifyHashedPassword(Nobody, nobodysHash!, password);
        return false;
    }

    /// <summary>
    /// One commit, whoever it was: to wait for the disk a second time, for the count of a known account, told that it is one.
    /// </summary>
    private async Task RefuseAsync(HttpContext context, PortalUser? user, string email, bool counts)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (counts) await users.AccessFailedAsync(user!);
        else await CountNobodysAsync(email);
        await RecordAsync(context, user, "sign_in.refused");
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Counts nothing, and asks the database what counting asks it: name and email once more, and a change.</summary>
    private async Task CountNobodysAsync(string email)
    {
        await users.FindByNameAsync(email);
        await users.FindByEmailAsync(email);
        await db.Users.Where(u => u.Id == Guid.Empty).ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), CancellationToken.None);
    }

    public async Task StartSessionAsync(HttpContext context, PortalUser user)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(user);
        var now = time.GetUtcNow().UtcDateTime;
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now), CancellationToken.None);
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

    public async Task EndSessionAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.User.Identity?.IsAuthenticated == true)
            await audit.CommitAsync(db, context.Actor(), new AuditRecord("sign_out"), CancellationToken.None);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static Task EndOwnSessionAsync(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true ? context.SignOutAsync(IdentityConstants.ApplicationScheme) : Task.CompletedTask;

    /// <summary>It has happened: whoever hangs up before the answer does not keep it out of the log.</summary>
    private Task RecordAsync(HttpContext context, PortalUser? user, string action)
    {
        // What was typed as an email may be a password typed into the wrong field: it is not kept.
        var actor = new Actor(user?.Id, user?.UserName ?? "unknown", context.Connection.RemoteIpAddress?.ToString() ?? "");
        return audit.CommitAsync(db, actor, new AuditRecord(action) { SubjectType = "user", SubjectId = user?.Id.ToString() ?? "", SubjectName = user?.UserName ?? "" }, CancellationToken.None);
    }
}
