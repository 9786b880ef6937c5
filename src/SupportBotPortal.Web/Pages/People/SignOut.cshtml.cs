using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Signs somebody out: in one browser, or everywhere.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
public sealed class SignOutModel(PersonReader people, PersonRights rights, PersonChanges changes) : PersonAct(people, rights)
{
    public IActionResult OnGet(Guid id) => RedirectToPage("/People/Person", new { id });

    /// <param name="session">Which; without it all.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, string? session, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        var one = SessionRow.Read(session);
        if (session is not null && one is null) return NotFound();
        return After(await changes.EndSessionsAsync(id, one, HttpContext.Actor(), cancellationToken), one is null ? $"{Who.Email} is signed out everywhere." : $"{Who.Email} is signed out in that browser.");
    }
}
