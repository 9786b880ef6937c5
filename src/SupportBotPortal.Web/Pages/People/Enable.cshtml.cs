using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Lets somebody sign in again who was disabled.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
public sealed class EnableModel(PersonReader people, PersonRights rights, PersonChanges changes) : PersonAct(people, rights)
{
    public IActionResult OnGet(Guid id) => RedirectToPage("/People/Person", new { id });

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? After(await changes.EnableAsync(id, HttpContext.Actor(), cancellationToken), $"{Who.Email} may sign in again, with the roles and the password from before.");
}
