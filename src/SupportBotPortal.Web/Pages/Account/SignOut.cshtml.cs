using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

[Authorize]
public sealed class SignOutModel(PortalSessions sessions) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(HttpContext);
        return LocalRedirect(CookieSignIn.SignInPath);
    }
}
