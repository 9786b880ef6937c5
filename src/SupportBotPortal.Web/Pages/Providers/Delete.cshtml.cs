using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers;

[RequirePermission(ProviderPermissions.Delete)]
public sealed class DeleteModel(PortalDbContext db, ProviderChanges changes) : PageModel
{
    public Provider Provider { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        Provider = provider;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        var result = await changes.DeleteAsync(slug, HttpContext.Actor(), cancellationToken);
        TempData.Say(result.Outcome == ChangeOutcome.Conflict
            ? $"“{provider.Name}” was changed by somebody else just now, so it was not deleted. Look at it again."
            : $"“{provider.Name}” and its key are deleted.");
        return RedirectToPage("Index");
    }

    private Task<Provider?> FindAsync(string slug, CancellationToken cancellationToken) =>
        db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
}
