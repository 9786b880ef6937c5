using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Tests many providers. Its progress names some of them, so it asks for seeing them, too.</summary>
[RequirePermission(ProviderPermissions.Test)]
[RequirePermission(ProviderPermissions.View)]
public sealed class TestModel(BulkStarts starts) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Providers/Listing/Index");

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => starts.StartAsync(this, BulkAct.Test, ProviderPermissions.Test, ask: null, cancellationToken);
}
