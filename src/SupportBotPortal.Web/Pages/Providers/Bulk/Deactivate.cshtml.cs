using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Deactivates many providers; after it was shown which, if they are many or some of them matter.</summary>
[RequirePermission(ProviderPermissions.Edit)]
public sealed class DeactivateModel(BulkStarts starts) : PageModel
{
    public BulkQuestion Question { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Providers/Listing/Index");

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => starts.StartAsync(this, BulkAct.Deactivate, ProviderPermissions.Edit, question =>
    {
        Question = question;
        return Page();
    }, cancellationToken);
}
