using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Deletes many providers, after it was shown which.</summary>
[RequirePermission(ProviderPermissions.Delete)]
public sealed class DeleteModel(BulkStarts starts) : PageModel
{
    public BulkQuestion Question { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Providers/Listing/Index");

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => starts.StartAsync(this, BulkAct.Delete, ProviderPermissions.Delete, question =>
    {
        Question = question;
        return Page();
    }, cancellationToken);
}
