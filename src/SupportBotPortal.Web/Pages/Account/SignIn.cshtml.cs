using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SignInModel(PortalSignIn signIn, SetupLink setup) : PageModel
{
    [BindProperty]
    public CredentialsForm Input { get; set; } = new();

    public bool IsWaitingForOwner => setup.IsOpen;

    public string ReturnUrl { get; private set; } = "/";

    public void OnGet(string? returnUrl) => ReturnUrl = LocalOr(returnUrl);

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        ReturnUrl = LocalOr(returnUrl);
        if (await signIn.WithPasswordAsync(HttpContext, Input.Email ?? "", Input.Password ?? "", cancellationToken)) return LocalRedirect(ReturnUrl);

        // One answer for an unknown person, a wrong password, a locked and a disabled account.
        ModelState.AddModelError("", "Email or password is not right, or the account is locked for a while after too many tries.");
        Input.Password = null;
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>Printable ASCII only: nothing else fits into a header, and our own pages have no other addresses.</summary>
    private string LocalOr(string? url) => Url.IsLocalUrl(url) && url.All(c => c is > ' ' and <= '~') ? url : "/";
}
