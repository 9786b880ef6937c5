using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>A page that acts on a person: only on one who holds nothing that the one who acts does not hold himself.</summary>
public abstract class PersonAct(PersonReader people, PersonRights rights) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public Person Who { get; private set; } = null!;

    /// <returns>Why not.</returns>
    protected async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(id, cancellationToken) is not { } person) return NotFound();
        Who = person;
        return await rights.RefusalAsync(HttpContext.Actor().Id, [.. person.Roles], [], cancellationToken) is null ? null : Forbid();
    }

    /// <summary>What is never done to oneself, or to the only owner: it is said before it is asked for.</summary>
    protected async Task<IActionResult?> LoadRemovableAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        if (await rights.RemovalAsync(HttpContext.Actor().Id, id, cancellationToken) is not { } outcome) return null;
        TempData.Warn(PersonWords.Refusal(outcome));
        return RedirectToPage("/People/Person", new { id });
    }

    /// <param name="done">What to say if it was done.</param>
    protected IActionResult After(PersonOutcome outcome, string done)
    {
        switch (outcome)
        {
            case PersonOutcome.NotFound:
                return NotFound();
            case PersonOutcome.BeyondOwn or PersonOutcome.OwnersOnly or PersonOutcome.Oneself:
                return Forbid();
            case PersonOutcome.Done:
                TempData.Say(done);
                break;
            default:
                TempData.Warn(PersonWords.Refusal(outcome));
                break;
        }

        return RedirectToPage("/People/Person", new { id = Who.User.Id });
    }
}
