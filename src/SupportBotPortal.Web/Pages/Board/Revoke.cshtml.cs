using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Board;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>Asks, and takes a link back.</summary>
[RequirePermission(BoardPermissions.Share)]
public sealed class RevokeModel(BoardLinks links, BoardScreens screens) : PageModel
{
    public BoardLink Link { get; private set; } = null!;

    public int Screens => screens.Of(Link.Id);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(id, cancellationToken) is not { } link) return NotFound();
        Link = link;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await links.RevokeAsync(id, HttpContext.Actor(), cancellationToken) is not { } link) return NotFound();
        TempData.Say($"“{link.Name}” is revoked: it opens the board no longer.");
        return RedirectToPage("/Board/Links");
    }
}
