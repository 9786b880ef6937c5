using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;
using SupportBotPortal.Web.Security.Passwords;

namespace SupportBotPortal.Web.Pages.Account;

[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class PasswordModel(
    UserManager<PortalUser> users,
    PortalDbContext db,
    AuditTrail audit,
    AccountGate gate,
    PasswordTurns turns,
    Reauthentication reauthentication,
    ApiTokens tokens,
    SessionStore store,
    PortalSessions sessions) : PageModel
{
    [BindProperty]
    public PasswordForm Input { get; set; } = new();

    /// <summary>How many valid API tokens act for this person.</summary>
    public int Tokens { get; private set; }

    /// <summary>Those who sign in otherwise have none to change; an administrator can let them choose one.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(User) is { PasswordHash: null }) return RedirectToPage("/Account/Index");
        Tokens = await tokens.CountOfAsync(HttpContext.Actor().Id!.Value, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = await users.GetUserAsync(User);
        if (user is null) return Challenge();
        Tokens = await tokens.CountOfAsync(user.Id, cancellationToken);
        if (Input.New != Input.Repeat) ModelState.AddModelError("", "The two new passwords are not the same.");
        if (Input.New is { Length: > 512 }) ModelState.AddModelError("", "A password may have at most 512 characters.");
        if (!ModelState.IsValid) return Again();

        using var turn = await turns.TakeAsync(HttpContext, cancellationToken);
        if (turn is null)
        {
            ModelState.AddModelError("", ReauthenticationResult.BusySentence);
            return Again();
        }

        using (await gate.EnterAsync(user.NormalizedEmail, cancellationToken))
        {
            // As it is now: others may have tried while this one waited, or ended the session.
            if (!await store.IsOpenAsync(SessionStore.MarkOf(HttpContext))) return LocalRedirect(CookieSignIn.SignInPath);
            await db.Entry(user).ReloadAsync(cancellationToken);
            if (await users.IsLockedOutAsync(user))
            {
                ModelState.AddModelError("", ReauthenticationResult.LockedSentence);
                return Again();
            }

            if (await ChangeAsync(user, turn, cancellationToken) is { } refused) return refused;
        }

        await sessions.StartAsync(HttpContext, user);
        TempData.Say("Your password is changed. Other browsers are signed out" + (Input.RevokesTokens ? ", and your API tokens are revoked." : "."));
        return LocalRedirect("/");
    }

    /// <returns>Why not; <see langword="null"/> if it is changed.</returns>
    private async Task<IActionResult?> ChangeAsync(PortalUser user, PasswordTurn turn, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await users.ChangePasswordAsync(user, Input.Current ?? "", Input.New ?? "");
        if (!result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch))) turn.Accept();
        if (!result.Succeeded)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) && await reauthentication.CountWrongAsync(HttpContext, user.Id, "user.password_change_refused"))
                return LocalRedirect(CookieSignIn.SignInPath);
            foreach (var error in result.Errors)
                ModelState.AddModelError("", error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "The current password is not right." : error.Description);
            return Again();
        }

        // Whoever had the old password and a session must not keep the session: both end, or neither.
        await SessionStore.RemoveAllAsync(db, user.Id, cancellationToken);
        var revoked = Input.RevokesTokens ? await tokens.RevokeOwnAsync(HttpContext.Actor(), cancellationToken) : null;
        await audit.CommitAsync(db, HttpContext.Actor(), Record(user) with { Changes = revoked is null ? [] : [revoked] }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    private static AuditRecord Record(PortalUser user) =>
        new("user.password_changed") { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "" };

    private PageResult Again()
    {
        Input = new() { RevokesTokens = Input.RevokesTokens };
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
