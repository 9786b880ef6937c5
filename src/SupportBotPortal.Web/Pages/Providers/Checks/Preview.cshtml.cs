using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Providers.Checks;

/// <summary>What the form would do, while somebody types in it. Nothing is saved.</summary>
[RequirePermission(ProviderPermissions.View)]
[RequirePermission(HealthPermissions.Edit)]
public sealed class PreviewModel(PortalDbContext db, IOptions<HealthOptions> options, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public CheckPlanForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        var provider = await db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return NotFound();
        if (!this.WantsFragment()) return RedirectToPage("/Providers/Checks/Plan", new { slug });
        var now = time.GetUtcNow().UtcDateTime;
        var check = CheckPlanRules.Check(Form.ToInput(), provider.Checks, now);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread()] };
        return this.Fragment("_Preview", CheckPreview.Of(check, provider, options.Value, now));
    }
}
