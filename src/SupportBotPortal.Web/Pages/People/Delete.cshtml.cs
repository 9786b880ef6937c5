using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Asks, and deletes an account.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.DeleteUsers)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class DeleteModel(PersonReader people, PersonRights rights, PersonChanges changes, Reauthentication reauthentication) : PersonAct(people, rights)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await LoadRemovableAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if ((await LoadAsync(id, cancellationToken) ?? await reauthentication.AskAsync(this, Password, cancellationToken)) is { } refused) return refused;
        var outcome = await changes.DeleteAsync(id, HttpContext.Actor(), cancellationToken);
        if (outcome != PersonOutcome.Done) return After(outcome, "");
        TempData.Say($"{Who.Email} is deleted.");
        return RedirectToPage("/People/Index");
    }
}
