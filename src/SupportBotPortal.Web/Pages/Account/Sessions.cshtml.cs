using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.People;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Ends sessions of one's own: one of them, or all but the one that asks.</summary>
[Authorize]
public sealed class SessionsModel(OwnSessions sessions) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Account/Index");

    /// <param name="session">Which; without it all others.</param>
    public async Task<IActionResult> OnPostAsync(string? session, CancellationToken cancellationToken)
    {
        var one = SessionRow.Read(session);
        if (session is not null && one is null) return NotFound();
        var ended = await sessions.EndAsync(HttpContext.Actor(), SessionStore.MarkOf(HttpContext), one, cancellationToken);
        TempData.Say(ended == 0 ? "That browser was signed out already." : one is null ? "You are signed out everywhere else." : "You are signed out in that browser.");
        return RedirectToPage("/Account/Index");
    }
}
