using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Board;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>The status board for people who are signed in. It does not count as a person being there: without one its session ends.</summary>
[RequirePermission(HealthPermissions.View)]
public sealed class IndexModel(BoardBroadcast broadcast) : PageModel
{
    public BoardView View { get; private set; } = null!;

    public async Task OnGetAsync(string? theme, CancellationToken cancellationToken) =>
        View = new(await broadcast.CurrentAsync(cancellationToken), "/board/stream", BoardView.ThemeOf(theme)) { IsSignedIn = true };
}
