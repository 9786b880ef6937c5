using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

[RequirePermission(ProviderPermissions.Edit)]
public sealed class ActivationModel(ProviderChanges changes, ProviderRows rows) : PageModel
{
    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    public async Task<IActionResult> OnPostAsync(string slug, bool active, CancellationToken cancellationToken)
    {
        var result = await changes.SetActiveAsync(slug, active, HttpContext.Actor(), cancellationToken);
        if (result.Outcome == ChangeOutcome.Conflict) result = await changes.SetActiveAsync(slug, active, HttpContext.Actor(), cancellationToken);
        if (await rows.FindAsync(slug, cancellationToken) is not { } row) return NotFound();
        if (this.WantsFragment()) return this.Fragment("_Row", row with { JustChanged = true });
        TempData.Say($"“{row.Name}” is {(row.IsActive ? "active" : "inactive")} now.");
        return RedirectToPage("/Providers/Details", new { slug });
    }
}
