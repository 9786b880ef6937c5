using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Automation;

/// <summary>Asks, and takes an API token back.</summary>
[RequirePermission(ApiTokenPermissions.View)]
[RequirePermission(ApiTokenPermissions.Manage)]
public sealed class RevokeModel(ApiTokens tokens) : PageModel
{
    public ApiTokenSummary Summary { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(id, cancellationToken) is not { Token.RevokedAt: null } summary) return NotFound();
        Summary = summary;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await tokens.RevokeAsync(id, HttpContext.Actor(), cancellationToken) is not { } token) return NotFound();
        TempData.Say($"The API token “{token.Name}” is revoked: it opens nothing any more.");
        return RedirectToPage("/Automation/Index");
    }
}
