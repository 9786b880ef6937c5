using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Settings;

/// <summary>Changes of whom a second factor is demanded.</summary>
[RequirePermission(SettingsPermissions.View)]
[RequirePermission(SettingsPermissions.Edit)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SecondFactorModel(SignInRules rules, SecondFactors factors, PersonReader people, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public SecondFactorDemand? SecondFactor { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether the one who looks has none.</summary>
    public bool IsWithout { get; private set; }

    /// <summary>How many sign in by a password alone.</summary>
    public int Without { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        SecondFactor = await rules.SecondFactorAsync(cancellationToken);
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (SecondFactor is not { } wanted || !Enum.IsDefined(wanted))
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(SecondFactor), "Choose one of the three.");
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }

        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        if (await rules.DemandAsync(wanted, HttpContext.Actor(), cancellationToken)) TempData.Say("Saved. It holds from now on.");
        return RedirectToPage("/Settings/Index");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        IsWithout = !(await factors.OfAsync(HttpContext.Actor().Id!.Value, cancellationToken)).IsOn;
        Without = await people.CountWithoutSecondFactorAsync(cancellationToken);
    }
}
