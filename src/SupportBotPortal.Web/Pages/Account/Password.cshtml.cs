using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
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
    PortalSessions sessions) : PageModel
{
    [BindProperty]
    public PasswordForm Input { get; set; } = new();

    /// <summary>Those who sign in otherwise have none to change; an administrator can let them choose one.</summary>
    public async Task<IActionResult> OnGetAsync() => await users.GetUserAsync(User) is { PasswordHash: null } ? RedirectToPage("/Account/Index") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = await users.GetUserAsync(User);
        if (user is null) return Challenge();
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
            // As it is now: others may have tried while this one waited.
            await db.Entry(user).ReloadAsync(cancellationToken);
            if (await users.IsLockedOutAsync(user))
            {
                ModelState.AddModelError("", ReauthenticationResult.LockedSentence);
                return Again();
            }

            if (await ChangeAsync(user, cancellationToken) is { } refused) return refused;
            turn.Accept();
        }

        await sessions.StartAsync(HttpContext, user);
        TempData.Say("Your password is changed. Other browsers are signed out.");
        return LocalRedirect("/");
    }

    /// <returns>Why not; <see langword="null"/> if it is changed.</returns>
    private async Task<IActionResult?> ChangeAsync(PortalUser user, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await users.ChangePasswordAsync(user, Input.Current ?? "", Input.New ?? "");
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
        await audit.CommitAsync(db, HttpContext.Actor(), Record("user.password_changed", user), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    private static AuditRecord Record(string action, PortalUser user) =>
        new(action) { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "" };

    private PageResult Again()
    {
        Input = new();
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
