using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Gives and takes roles.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
[EnableRateLimiting(RequestLimits.SignIn)]
[ManyChoices]
public sealed class RolesModel(PersonReader people, PersonRights rights, PersonChanges changes, RoleChoices choices, Reauthentication reauthentication) : PersonAct(people, rights)
{
    /// <summary>Those that are ticked.</summary>
    [BindProperty]
    public List<Guid> Roles { get; set; } = [];

    /// <summary>Those that the person had when the page was shown.</summary>
    [BindProperty]
    public List<Guid> Seen { get; set; } = [];

    public IReadOnlyList<RoleChoice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        Seen = [.. Who.Roles.Select(r => r.Id)];
        Choices = await choices.OfAsync(HttpContext, Seen, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        Choices = await choices.OfAsync(HttpContext, Roles, cancellationToken);
        return await reauthentication.AskAsync(this, Password, cancellationToken)
            ?? After(await changes.SetRolesAsync(id, Seen, Roles, HttpContext.Actor(), cancellationToken), $"The roles of {Who.Email} are saved. They hold from now on.");
    }
}
