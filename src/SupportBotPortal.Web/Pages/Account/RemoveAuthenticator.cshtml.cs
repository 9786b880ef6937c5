using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Asks, and forgets one's authenticator app.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class RemoveAuthenticatorModel(SecondFactors factors, AuthenticatorApps apps, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public SecondFactorState State { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } nothing) return nothing;
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        if (await apps.RemoveAsync(HttpContext.Actor().Id!.Value, HttpContext.Actor(), cancellationToken)) TempData.Say("The authenticator app is removed.");
        return RedirectToPage("/Account/SecondFactor");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        State = await factors.OfAsync(HttpContext.Actor().Id!.Value, cancellationToken);
        return State.AppSince is null ? RedirectToPage("/Account/SecondFactor") : null;
    }
}
