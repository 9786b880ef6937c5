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

namespace SupportBotPortal.Web.Pages.Account;

[Authorize]
[EnableRateLimiting(SignInLimits.SignIn)]
public sealed class PasswordModel(
    UserManager<PortalUser> users,
    PortalDbContext db,
    AuditTrail audit,
    SessionStore sessions,
    PortalSignIn signIn) : PageModel
{
    [BindProperty]
    public PasswordForm Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var user = await users.GetUserAsync(User);
        if (user is null) return Challenge();
        if (Input.New != Input.Repeat) ModelState.AddModelError("", "The two new passwords are not the same.");
        if (Input.New is { Length: > 512 }) ModelState.AddModelError("", "A password may have at most 512 characters.");
        if (!ModelState.IsValid) return Again();

        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            var result = await users.ChangePasswordAsync(user, Input.Current ?? "", Input.New ?? "");
            if (!result.Succeeded)
            {
                await transaction.RollbackAsync(cancellationToken);
                if (result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) && await IsLockedNowAsync(user, cancellationToken))
                    return LocalRedirect(CookieSignIn.SignInPath);
                foreach (var error in result.Errors)
                    ModelState.AddModelError("", error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "The current password is not right." : error.Description);
                return Again();
            }

            await audit.CommitAsync(db, HttpContext.Actor(), new AuditRecord("user.password_changed") { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "" }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await sessions.RemoveAllAsync(user.Id, cancellationToken);
        await signIn.StartSessionAsync(HttpContext, user);
        TempData.Say("Your password is changed. Other browsers are signed out.");
        return LocalRedirect("/");
    }

    /// <summary>Whoever sits at somebody's open session must not guess the password here without end.</summary>
    private async Task<bool> IsLockedNowAsync(PortalUser user, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var fresh = await users.FindByIdAsync(user.Id.ToString());
        await users.AccessFailedAsync(fresh!);
        await audit.CommitAsync(db, HttpContext.Actor(), new AuditRecord("user.password_change_refused") { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "" }, cancellationToken);
        if (!await users.IsLockedOutAsync(fresh!)) return false;
        await sessions.RemoveAllAsync(user.Id, cancellationToken);
        return true;
    }

    private PageResult Again()
    {
        Input = new();
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
