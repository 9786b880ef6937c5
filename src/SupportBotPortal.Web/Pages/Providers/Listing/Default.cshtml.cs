using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

/// <summary>Makes a provider the default, or takes that away.</summary>
[RequirePermission(ProviderPermissions.Edit)]
public sealed class DefaultModel(DefaultProvider defaults, PortalDbContext db) : PageModel
{
    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    public async Task<IActionResult> OnPostAsync(string slug, bool isDefault, CancellationToken cancellationToken)
    {
        var result = await defaults.SetAsync(slug, isDefault, await HttpContext.EffectivePermissionsAsync(), HttpContext.Actor(), cancellationToken);
        if (result.Outcome is not (ChangeOutcome.Done or ChangeOutcome.OtherNotAllowed)) return NotFound();
        var name = await db.Providers.Where(p => p.Slug == slug).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
        if (result.Outcome == ChangeOutcome.OtherNotAllowed) TempData.Warn(DefaultProvider.Refusal);
        else TempData.Say(isDefault ? $"“{name}” is the default provider now. Nothing that is in production has changed." : "There is no default provider now.");
        if (!this.WantsFragment()) return RedirectToPage("/Providers/Details", new { slug });
        // From the list two rows differ now, one of which may be on another page: the list is loaded again where it is.
        Response.Headers["HX-Trigger"] = "list:stale";
        Response.Headers["HX-Reswap"] = "none";
        return this.Fragment("_FlashAlone", null);
    }
}
