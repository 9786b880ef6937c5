using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Asks, and makes a link with which a person chooses a password: again an invitation, or instead of a password that is lost.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class LinkModel(PersonReader people, PersonRights rights, PersonChanges changes, AccountLetters letters, SecondFactors factors, WaysIn ways, Reauthentication reauthentication) : PersonAct(people, rights)
{
    [BindProperty]
    public bool SendsMail { get; set; }

    public string? Obstacle { get; private set; }

    public ShownLink? Made { get; private set; }

    /// <summary>What else lets this person in, or is asked of him, and stays as it is.</summary>
    public SecondFactorState Factors { get; private set; } = null!;

    public bool IsBroughtIn { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadFormAsync(id, cancellationToken) is { } refused) return refused;
        SendsMail = Obstacle is null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadFormAsync(id, cancellationToken) is { } refused) return refused;
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } again) return again;
        var actor = HttpContext.Actor();
        var (outcome, purpose, token) = await changes.MakeLinkAsync(id, actor, cancellationToken);
        if (outcome != PersonOutcome.Done) return After(outcome, "");
        var url = letters.UrlOf(Request, token);
        Made = new(id, Who.Email, purpose, url, SendsMail ? await letters.SendAsync(Who.Email, purpose, url, actor.Name, cancellationToken) : null);
        return Page();
    }

    private async Task<IActionResult?> LoadFormAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        Obstacle = await letters.ObstacleAsync(cancellationToken);
        (Factors, IsBroughtIn) = (await factors.OfAsync(id, cancellationToken), await ways.IsBroughtInAsync(id, cancellationToken));
        return null;
    }
}
