using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Ends that somebody signs in by the identity provider. Without the password: it may have to be quick.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
public sealed class DisconnectModel(PersonReader people, PersonRights rights, PersonChanges changes) : PersonAct(people, rights)
{
    public IActionResult OnGet(Guid id) => RedirectToPage("/People/Person", new { id });

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ?? After(await changes.DisconnectAsync(id, HttpContext.Actor(), cancellationToken), $"{Who.Email} does not sign in by the identity provider any more, and is signed out everywhere.");
}
