using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>Asks, and takes a token back.</summary>
[RequirePermission(BotTokenPermissions.View)]
[RequirePermission(BotTokenPermissions.Revoke)]
public sealed class RevokeModel(BotTokens tokens) : PageModel
{
    public BotToken Token { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(id, cancellationToken) is not { RevokedAt: null } token) return NotFound();
        Token = token;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await tokens.RevokeAsync(id, HttpContext.Actor(), cancellationToken) is not { } token) return NotFound();
        TempData.Say($"The token of “{token.Name}” is revoked: its bot gets no answer any more.");
        return RedirectToPage("/Bots/Index");
    }
}
