using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Ends that an account is locked after too many wrong passwords.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
public sealed class UnlockModel(PersonReader people, PersonRights rights, PersonChanges changes) : PersonAct(people, rights)
{
    public IActionResult OnGet(Guid id) => RedirectToPage("/People/Person", new { id });

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? After(await changes.UnlockAsync(id, HttpContext.Actor(), cancellationToken), $"{Who.Email} may try again to sign in.");
}
