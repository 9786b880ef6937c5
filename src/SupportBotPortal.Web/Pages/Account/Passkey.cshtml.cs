using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Signs in with a passkey: says what the browser is to sign, and takes what it has signed.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class PasskeyModel(PasskeySignIn signIn) : PageModel
{
    /// <summary>Bound, rather than a handler's argument: those are in the log at Trace.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    public string ReturnUrl { get; private set; } = "/";

    public IActionResult OnGet(string? returnUrl) => RedirectToPage("/Account/SignIn", new { returnUrl = Url.LocalOrHome(returnUrl) });

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await signIn.MakeRequestAsync(), "application/json");

    public async Task<IActionResult> OnPostAsync(string? returnUrl)
    {
        ReturnUrl = Url.LocalOrHome(returnUrl);
        if (await signIn.WithPasskeyAsync(HttpContext, Credential) == SignInOutcome.SignedIn) return LocalRedirect(ReturnUrl);
        ModelState.Clear();
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
