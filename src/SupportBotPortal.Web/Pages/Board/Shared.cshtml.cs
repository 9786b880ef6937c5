using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Web.Board;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>The status board by a link, for a screen where nobody is signed in.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.Board)]
public sealed class SharedModel(BoardLinks links, BoardBroadcast broadcast) : PageModel
{
    public BoardView? View { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, string? theme, CancellationToken cancellationToken)
    {
        // A link that somebody puts on a page of their own is not to be found by the name of a provider.
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (await links.OpenAsync(token, cancellationToken) is null) return new PageResult { StatusCode = StatusCodes.Status404NotFound };
        View = new(await broadcast.CurrentAsync(cancellationToken), $"/board/{token}/stream", BoardView.ThemeOf(theme));
        return Page();
    }
}
