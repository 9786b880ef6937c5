using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Keeping;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>Destroys a deleted provider before its time, for those who know their password.</summary>
[RequirePermission(ProviderPermissions.Delete)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class DestroyModel(PortalDbContext db, DeletedProviders deleted, HistoryRetention history, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public Provider Provider { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken) => await LoadAsync(slug, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(slug, cancellationToken)) return NotFound();
        var password = Password;
        Password = null;
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        var result = await deleted.DestroyAsync(slug, HttpContext.Actor(), cancellationToken);
        if (result.Outcome != ChangeOutcome.Done) return NotFound();
        await history.ForgetAsync(Provider.Id, CancellationToken.None);
        // If its keys are still in a file, the list of deleted ones says so for as long as that is true.
        TempData.Say(result.IsErased ? $"“{Provider.Name}” and its keys are destroyed." : $"“{Provider.Name}” is destroyed.");
        return RedirectToPage("/Providers/Deletion/Deleted");
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken cancellationToken)
    {
        if (await DeletedProviders.Of(db).AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken) is not { } provider) return false;
        Provider = provider;
        return true;
    }
}
