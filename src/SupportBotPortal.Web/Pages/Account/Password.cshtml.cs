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

namespace SupportBotPortal.Web.Pages.Account;

[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class PasswordModel(
    UserManager<PortalUser> users,
    PortalDbContext db,
    AuditTrail audit,
    Reauthentication reauthentication,
    ApiTokens tokens,
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
        if (user.PasswordHash is null) return RedirectToPage("/Account/Index");
        Tokens = await tokens.CountOfAsync(user.Id, cancellationToken);
        if (string.IsNullOrEmpty(Input.Current)) ModelState.AddModelError("Input.Current", "Enter the password that you have now.");
        await NewPassword.CheckAsync(users, ModelState, "Input.New", user, Input.New, Input.Repeat);
        if (ModelState.IsValid && Input.New == Input.Current) ModelState.AddModelError("Input.New", "This is what you have typed as your current password. Choose another one.");
        if (!ModelState.IsValid) return Again();

        var asked = await reauthentication.CheckAsync(HttpContext, Input.Current, cancellationToken, refusal: "user.password_change_refused");
        if (asked.HasEndedSession) return LocalRedirect(CookieSignIn.SignInPath);
        if (!asked.IsAccepted)
        {
            ModelState.AddModelError("Input.Current", asked == ReauthenticationResult.Wrong ? "The current password is not right." : asked.Sentence);
            return Again();
        }

        if (!await ChangeAsync(user, cancellationToken)) return Again();
        await sessions.StartAsync(HttpContext, user);
        TempData.Say("Your password is changed. Other browsers are signed out" + (Input.RevokesTokens ? ", and your API tokens are revoked." : "."));
        return LocalRedirect("/");
    }

    private async Task<bool> ChangeAsync(PortalUser user, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The old one was checked a moment ago, and that costs a fifth of a second: not a second time. The row is written only as it was then.
        var result = await users.RemovePasswordAsync(user);
        if (result.Succeeded) result = await users.AddPasswordAsync(user, Input.New ?? "");
        if (!result.Succeeded)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            foreach (var error in result.Errors) ModelState.AddModelError("", error.Description);
            return false;
        }

        // Whoever had the old password and a session must not keep the session: both end, or neither.
        await SessionStore.RemoveAllAsync(db, user.Id, cancellationToken);
        var revoked = Input.RevokesTokens ? await tokens.RevokeOwnAsync(HttpContext.Actor(), cancellationToken) : null;
        await audit.CommitAsync(db, HttpContext.Actor(), Record(user) with { Changes = revoked is null ? [] : [revoked] }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private static AuditRecord Record(PortalUser user) =>
        new("user.password_changed") { SubjectType = "user", SubjectId = user.Id.ToString(), SubjectName = user.UserName ?? "" };

    private PageResult Again()
    {
        Input = new() { RevokesTokens = Input.RevokesTokens };
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
