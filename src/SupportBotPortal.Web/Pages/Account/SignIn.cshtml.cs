using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SignInModel(PortalSignIn signIn, SetupLink setup, IOptions<OidcOptions> oidc, IOptionsMonitor<CookieAuthenticationOptions> cookies) : PageModel
{
    [BindProperty]
    public CredentialsForm Input { get; set; } = new();

    public bool IsWaitingForOwner => setup.IsOpen;

    /// <summary>The identity provider through which people may sign in.</summary>
    public string? Provider => oidc.Value.IsOn ? oidc.Value.Name : null;

    public string ReturnUrl { get; private set; } = "/";

    /// <summary>The browser still brings the key of a session, which opens nothing any more.</summary>
    public bool HasEndedSession { get; private set; }

    public void OnGet(string? returnUrl)
    {
        ReturnUrl = Url.LocalOrHome(returnUrl);
        HasEndedSession = User.Identity?.IsAuthenticated != true && Request.Cookies.ContainsKey(cookies.Get(IdentityConstants.ApplicationScheme).Cookie.Name!);
    }

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancellationToken)
    {
        ReturnUrl = Url.LocalOrHome(returnUrl);
        switch (await signIn.WithPasswordAsync(HttpContext, Input.Email ?? "", Input.Password ?? "", cancellationToken))
        {
            case SignInOutcome.SignedIn:
                return LocalRedirect(ReturnUrl);
            case SignInOutcome.NeedsSecondFactor:
                return RedirectToPage("/Account/Code", new { returnUrl = ReturnUrl });
            case SignInOutcome.Busy:
                Response.Headers.RetryAfter = "60";
                return Again(ReauthenticationResult.BusySentence, StatusCodes.Status429TooManyRequests);
            default:
                // One answer for an unknown person, a wrong password, a locked and a disabled account.
                return Again("Email or password is not right, or the account is disabled, or locked for a while after too many tries.", StatusCodes.Status422UnprocessableEntity);
        }
    }

    private PageResult Again(string sentence, int status)
    {
        ModelState.AddModelError("", sentence);
        Input.Password = null;
        return new PageResult { StatusCode = status };
    }
}
