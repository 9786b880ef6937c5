using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Asks, and forgets the second factor of somebody who has lost it.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SecondFactorModel(PersonReader people, PersonRights rights, PersonChanges changes, SecondFactors factors, Reauthentication reauthentication) : PersonAct(people, rights)
{
    public SecondFactorState State { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await LoadStateAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await LoadStateAsync(id, cancellationToken)
        ?? await reauthentication.AskAsync(this, Password, cancellationToken)
        ?? After(await changes.ResetSecondFactorAsync(id, HttpContext.Actor(), cancellationToken), $"The second factor of {Who.Email} is reset: {(Who.User.PasswordHash is null ? "make a link to a password now" : "the password alone lets in until another one is set up")}.");

    private async Task<IActionResult?> LoadStateAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        State = await factors.OfAsync(id, cancellationToken);
        return null;
    }
}
