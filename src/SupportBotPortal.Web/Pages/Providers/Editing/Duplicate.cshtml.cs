using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>The form for a new provider, filled with what another one has. It is saved as any new one.</summary>
[RequirePermission(ProviderPermissions.View)]
[RequirePermission(ProviderPermissions.Create)]
public sealed class DuplicateModel(PortalDbContext db, ProviderFormViews views, ProviderCopies copies) : PageModel
{
    public string Name { get; private set; } = "";

    public ProviderFormView FormView { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        // Its secrets are read for the names of its headers only; none of them reaches the form.
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return NotFound();
        Name = provider.Name;
        var form = ProviderForm.CopyOf(provider, await copies.FreeNameAsync(provider.Name, cancellationToken));
        form.Environment = await LabelRules.FirstAsync(HttpContext, form.Environment);
        FormView = views.Show(form, null);
        return Page();
    }
}
