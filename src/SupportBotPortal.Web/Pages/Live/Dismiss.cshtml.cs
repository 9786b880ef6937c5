using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Live;

/// <summary>Takes away the summary of a run of one's own session that has ended.</summary>
[RequirePermission(ProviderPermissions.Test, ProviderPermissions.Create, ProviderPermissions.Edit, ProviderPermissions.Delete)]
public sealed class DismissModel(LiveRuns runs) : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost(string id)
    {
        // One that was forgotten by itself is dismissed, too.
        if (runs.Find(id, HttpContext.SessionId()) is { } run) runs.Forget(run);
        return this.WantsFragment() ? Content("", "text/html") : RedirectToPage("/Providers/Listing/Index");
    }
}
