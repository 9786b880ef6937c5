using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Live;

/// <summary>Cancels a live call of one's own session.</summary>
[RequirePermission(ProviderPermissions.Test, ProviderPermissions.Create, ProviderPermissions.Edit, ProviderPermissions.Delete)]
public sealed class CancelModel(LiveRuns runs) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost(string id)
    {
        if (runs.Find(id, HttpContext.SessionId()) is not { } run) return NotFound();
        run.Cancel();
        // Without JavaScript the page stays as it is, and shows the end when it is loaded again.
        return StatusCode(204);
    }
}
