using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Where a link to an account leads: its person chooses a password, and is signed in.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class JoinModel(AccountLinks links, UserManager<PortalUser> users, PortalSignIn signIn) : PageModel
{
    [BindProperty]
    public JoinForm Input { get; set; } = new();

    public string Token { get; private set; } = "";

    /// <summary>Whose link it is; <see langword="null"/> if it is of no use.</summary>
    public string? Email { get; private set; }

    public bool IsInvitation { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? token, CancellationToken cancellationToken) => await LoadAsync(token, cancellationToken) ? Page() : Useless();

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancellationToken)
    {
        var (password, repeat) = (Input.New ?? "", Input.Repeat ?? "");
        Input = new();
        if (!await LoadAsync(token, cancellationToken)) return Useless();
        await NewPassword.CheckAsync(users, ModelState, "Input.New", new() { UserName = Email, Email = Email }, password, repeat);
        if (!ModelState.IsValid) return Again();
        var (user, problems) = await links.UseAsync(token, password, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken);
        foreach (var problem in problems) ModelState.AddModelError("", problem);
        if (problems.Count > 0) return Again();
        if (user is null) return Useless();
        if (await signIn.WithLinkAsync(HttpContext, user) == SignInOutcome.NeedsSecondFactor) return RedirectToPage("/Account/Code");
        TempData.Say(IsInvitation ? "Welcome. Your password is chosen, and you are signed in." : "Your new password is chosen, and you are signed in.");
        return LocalRedirect("/");
    }

    private async Task<bool> LoadAsync(string? token, CancellationToken cancellationToken)
    {
        Token = token ?? "";
        if (await links.FindAsync(token, cancellationToken) is not var (link, user)) return false;
        (Email, IsInvitation) = (user.Email, link.Purpose == AccountLinkPurpose.Invitation);
        return true;
    }

    private PageResult Useless()
    {
        Email = null;
        return new PageResult { StatusCode = StatusCodes.Status410Gone };
    }

    private static PageResult Again() => new() { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
