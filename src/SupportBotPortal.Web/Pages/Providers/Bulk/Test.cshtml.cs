using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Tests many providers.</summary>
[RequirePermission(ProviderPermissions.Test)]
public sealed class TestModel(BulkStarts starts) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Providers/Listing/Index");

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => starts.StartAsync(this, BulkAct.Test, ProviderPermissions.Test, ask: null, cancellationToken);
}
