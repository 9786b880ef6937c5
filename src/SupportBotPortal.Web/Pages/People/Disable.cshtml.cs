using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Asks, and disables an account. Without the password: it may have to be quick.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
public sealed class DisableModel(PersonReader people, PersonRights rights, PersonChanges changes) : PersonAct(people, rights)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await LoadRemovableAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? After(await changes.DisableAsync(id, HttpContext.Actor(), cancellationToken), $"{Who.Email} is disabled, and signed out everywhere.");
}
