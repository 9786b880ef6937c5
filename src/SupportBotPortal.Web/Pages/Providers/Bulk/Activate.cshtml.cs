using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Activates many providers.</summary>
[RequirePermission(ProviderPermissions.Edit)]
public sealed class ActivateModel(BulkStarts starts) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Providers/Listing/Index");

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => starts.StartAsync(this, BulkAct.Activate, ProviderPermissions.Edit, ask: null, cancellationToken);
}
