using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Live;

/// <summary>Cancels a live call of one's own session.</summary>
[RequirePermission(ProviderPermissions.Test, ProviderPermissions.Create, ProviderPermissions.Edit)]
public sealed class CancelModel(LiveRuns runs) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost(string id)
    {
        if (runs.Find(id, HttpContext.SessionId()) is not { } run) return NotFound();
        run.Cancel();
        return StatusCode(204);
    }
}
