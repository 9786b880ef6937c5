using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

[RequirePermission(ProviderPermissions.Edit)]
public sealed class ActivationModel(ProviderChanges changes, ProviderRows rows, ProductionNews production) : PageModel
{
    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    public async Task<IActionResult> OnPostAsync(string slug, bool active, CancellationToken cancellationToken)
    {
        var result = await changes.SetActiveAsync(slug, active, HttpContext.Actor(), cancellationToken);
        if (result.Outcome == ChangeOutcome.Conflict) result = await changes.SetActiveAsync(slug, active, HttpContext.Actor(), cancellationToken);
        if (await rows.FindAsync(slug, cancellationToken) is not { } row) return NotFound();
        var sentence = $"“{row.Name}” is {(row.IsActive ? "active" : "inactive")} now.";
        var news = row.IsActive ? null : await production.OfInactiveAsync(slug, cancellationToken);
        // The row shows by itself what has become of it; what it means for bots it does not.
        if (news is null && this.WantsFragment()) return this.Fragment("_Row", row with { JustChanged = true });
        if (news is not null) TempData.Warn($"{sentence} {news}");
        else TempData.Say(sentence);
        if (this.WantsFragment()) return this.Fragment("_RowAndFlash", row with { JustChanged = true });
        return RedirectToPage("/Providers/Details", new { slug });
    }
}
