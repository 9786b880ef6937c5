using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// Asks a signed-in person for the password once more, before what cannot be undone. A wrong one counts as one at the sign-in page
/// does: whoever sits at somebody's open session must not guess without end. Pages that use it carry
/// <see cref="RequestLimits.SignIn"/>, and show <c>_Reauthenticate</c>.
/// </summary>
public sealed class Reauthentication(UserManager<PortalUser> users, AccountGate gate, PasswordTurns turns, PortalDbContext db, AuditTrail audit, SessionStore store, UserPermissions permissions, PermissionCatalog catalog)
{
    /// <param name="refusal">What the audit log calls a wrong one.</param>
    public async Task<ReauthenticationResult> CheckAsync(HttpContext context, string? password, CancellationToken cancellationToken, string refusal = "reauthentication.refused")
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await users.GetUserAsync(context.User) is not { } user) return ReauthenticationResult.SignedOut;
        // Whoever has no password has shown otherwise who he is, or has to: see the page /account/confirm.
        if (user.PasswordHash is null) return await store.IsProvenAsync(SessionStore.MarkOf(context)) ? ReauthenticationResult.Accepted : ReauthenticationResult.NotProven;
        if (string.IsNullOrEmpty(password)) return ReauthenticationResult.Empty;
        using var turn = await turns.TakeAsync(context, cancellationToken);
        if (turn is null) return ReauthenticationResult.Busy;
        using (await gate.EnterAsync(user.NormalizedEmail, cancellationToken))
        {
            // As it is now: while this one waited others may have tried, or ended the session, or disabled or deleted the person.
            if (!await store.IsOpenAsync(SessionStore.MarkOf(context))) return ReauthenticationResult.SignedOut;
            await db.Entry(user).ReloadAsync(cancellationToken);
            if (await users.IsLockedOutAsync(user)) return ReauthenticationResult.Locked;
            if (await users.CheckPasswordAsync(user, password))
            {
                turn.Accept();
                if (user.AccessFailedCount > 0) await users.ResetAccessFailedCountAsync(user);
                // What the page was allowed to do was looked up before the wait.
                var (before, now) = (await permissions.OfAsync(user.Id, cancellationToken), await UserPermissions.ReadAsync(db, catalog, user.Id, cancellationToken));
                return now.Covers(before) ? ReauthenticationResult.Accepted : ReauthenticationResult.MayLess;
            }

            return await CountWrongAsync(context, user.Id, refusal) ? ReauthenticationResult.SignedOut : ReauthenticationResult.Wrong;
        }
    }

    /// <summary>What the form asks of the person.</summary>
    public async Task<ReauthenticationAsk> AskOfAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await users.GetUserAsync(context.User) is not { PasswordHash: null }) return ReauthenticationAsk.Password;
        return await store.IsProvenAsync(SessionStore.MarkOf(context)) ? ReauthenticationAsk.Nothing : ReauthenticationAsk.Confirmation;
    }

    /// <summary>As <see cref="CheckAsync"/>, for a page whose form holds <c>_Reauthenticate</c>.</summary>
    /// <returns>Why not: the page again, which says so; <see langword="null"/> if it was the person himself.</returns>
    public async Task<IActionResult?> AskAsync(PageModel page, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var asked = await CheckAsync(page.HttpContext, password, cancellationToken);
        if (asked.HasEndedSession) return page.GoTo(CookieSignIn.SignInPath);
        if (asked.IsAccepted) return null;
        page.ModelState.AddModelError("Password", asked.Sentence);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>Counts a wrong password; with the last one allowed the account is locked, and all its sessions end.</summary>
    /// <returns>Whether that was the last one.</returns>
    private async Task<bool> CountWrongAsync(HttpContext context, Guid userId, string refusal)
    {
        // It has happened: hanging up does not undo it.
        var cancellationToken = CancellationToken.None;
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = (await users.FindByIdAsync(userId.ToString()))!;
        await users.AccessFailedAsync(user);
        var isLocked = await users.IsLockedOutAsync(user);
        var act = new AuditChange("At", null, context.Request.Path.Value);
        var record = new AuditRecord(refusal) { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "", Changes = isLocked ? [act, SignInLog.Lock] : [act] };
        await audit.CommitAsync(db, context.Actor(), record, cancellationToken);
        if (isLocked) await SessionStore.RemoveAllAsync(db, user.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isLocked;
    }
}
