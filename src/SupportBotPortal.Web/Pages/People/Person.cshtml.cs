using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Roles;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>What a person may do, where it comes from, and where he is signed in.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
public sealed class PersonModel(PersonReader people, PersonRights rights, SecondFactors factors, ExternalPeople external, PermissionCatalog catalog, TimeProvider time) : PageModel
{
    public Person Who { get; private set; } = null!;

    public PermissionTable Table => new(catalog, Who.Holds, NamesRoles: true);

    public SessionList Sessions { get; private set; } = new([], null);

    public SecondFactorState Factors { get; private set; } = null!;

    /// <summary>The identity provider, for those who have come by it.</summary>
    public string? SignsInBy { get; private set; }

    public bool IsOwn { get; private set; }

    public bool MayAct => Why.Length == 0;

    /// <summary>Why this person's account is out of reach; empty if it is not.</summary>
    public string Why { get; private set; } = "";

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(id, cancellationToken) is not { } person) return NotFound();
        Who = person;
        Factors = await factors.OfAsync(id, cancellationToken);
        SignsInBy = await external.ProviderOfAsync(id, cancellationToken);
        var actor = HttpContext.Actor();
        IsOwn = actor.Id == id;
        if (await HttpContext.MayAsync($"{PeoplePermissions.EditUsers},{PeoplePermissions.DeleteUsers}"))
            Why = PersonWords.Refusal(await rights.RefusalAsync(actor.Id, [.. person.Roles], [], cancellationToken));
        var mayEnd = MayAct && await HttpContext.MayAsync(PeoplePermissions.EditUsers);
        var own = IsOwn ? SessionStore.MarkOf(HttpContext) : null;
        Sessions = new([.. (await people.SessionsAsync(id, cancellationToken)).Select(s => SessionRow.Of(s, own))], mayEnd ? Url.Page("/People/SignOut", new { id }) : null);
        return Page();
    }
}
