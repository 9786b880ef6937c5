using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Makes new recovery codes. They are in the answer to the POST, and nowhere else.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class RecoveryCodesModel(SecondFactors factors, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        Codes = await factors.RenewCodesAsync(HttpContext.Actor().Id!.Value, HttpContext.Actor(), cancellationToken);
        return Codes is null ? RedirectToPage("/Account/SecondFactor") : Page();
    }
}
