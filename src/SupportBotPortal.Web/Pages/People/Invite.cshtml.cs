using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>Makes an account and a link with which its person chooses a password. The link is in the answer to its POST, and nowhere else.</summary>
[RequirePermission(PeoplePermissions.ViewUsers)]
[RequirePermission(PeoplePermissions.EditUsers)]
[EnableRateLimiting(RequestLimits.SignIn)]
[ManyChoices]
public sealed class InviteModel(PersonChanges changes, RoleChoices choices, AccountLetters letters, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public InviteForm Form { get; set; } = new();

    [BindProperty]
    public List<Guid> Roles { get; set; } = [];

    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<RoleChoice> Choices { get; private set; } = [];

    /// <summary>Why the link cannot be mailed.</summary>
    public string? Obstacle { get; private set; }

    public ShownLink? Made { get; private set; }

    public IEnumerable<string> ErrorsOf(string field) => ModelState["Form." + field]?.Errors.Select(e => e.ErrorMessage) ?? [];

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Form.SendsMail = Obstacle is null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (password, email) = (Password, Form.Email?.Trim() ?? "");
        Password = null;
        await ShowAsync(cancellationToken);
        if (!EmailRules.IsEmail(email)) ModelState.AddModelError("Form.Email", "Enter an email address, such as rosa@example.com.");
        if (Roles.Count == 0) ModelState.AddModelError("Roles", "Tick at least one role: without any, this person may do nothing.");
        if (!ModelState.IsValid) return Refuse();
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        var actor = HttpContext.Actor();
        var (outcome, id, token) = await changes.InviteAsync(email, Roles, actor, cancellationToken);
        switch (outcome)
        {
            case PersonOutcome.Done:
                var url = letters.UrlOf(Request, token);
                Made = new(id, email, AccountLinkPurpose.Invitation, url, Form.SendsMail ? await letters.SendAsync(email, AccountLinkPurpose.Invitation, url, actor.Name, cancellationToken) : null);
                return Page();
            case PersonOutcome.EmailTaken:
                ModelState.AddModelError("Form.Email", PersonWords.Refusal(outcome));
                return Refuse();
            default:
                return Forbid();
        }
    }

    private async Task ShowAsync(CancellationToken cancellationToken) =>
        (Choices, Obstacle) = (await choices.OfAsync(HttpContext, Roles, cancellationToken), await letters.ObstacleAsync(cancellationToken));

    private static PageResult Refuse() => new() { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
