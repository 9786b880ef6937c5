using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Brings back what an act on many has deleted.</summary>
[RequirePermission(ProviderPermissions.Delete)]
public sealed class RestoreModel(BulkStarts starts) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Providers/Deletion/Deleted");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        // Slugs and filters of the list name what is there, not what is deleted.
        Request.Form.ContainsKey("undo") ? await starts.StartAsync(this, BulkAct.Restore, ProviderPermissions.Delete, ask: null, cancellationToken) : OnGet();
}
