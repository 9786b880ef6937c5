using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>Shows what would miss a provider, asks, and deletes it so that it can come back.</summary>
[RequirePermission(ProviderPermissions.Delete)]
public sealed class DeleteModel(PortalDbContext db, ProviderChanges changes, IEnumerable<IProviderDependents> rooms, PluginCatalog plugins, ProviderLiveCalls calls) : PageModel
{
    public Provider Provider { get; private set; } = null!;

    /// <summary>What depends on it, the gravest first.</summary>
    public IReadOnlyList<ProviderDependent> Dependents { get; private set; } = [];

    public int ModelCount => Provider.Models.Count;

    public bool NeedsKey => plugins.TypeOf(Provider.TypeId)?.AuthSchemes.FirstOrDefault(s => s.Id == Provider.AuthScheme)?.NeedsSecret != false;

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken) => await ShowAsync(slug, StatusCodes.Status200OK, cancellationToken);

    /// <param name="version">The version that was shown; without one, whatever there is now.</param>
    public async Task<IActionResult> OnPostAsync(string slug, int? version, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        var outcome = (await changes.DeleteAsync(slug, HttpContext.Actor(), cancellationToken, version)).Outcome;
        switch (outcome)
        {
            case ChangeOutcome.Done:
                calls.CancelAllOf(slug);
                TempData.Say($"“{provider.Name}” is deleted. It can come back for {DeletedProviders.Retention.Days} days, under “Deleted providers”.", undo: Url.Page("/Providers/Deletion/Restore", new { slug })!);
                return RedirectToPage("/Providers/Listing/Index");
            case ChangeOutcome.Conflict:
                Problem = "Somebody else changed it while this page was open, so it was not deleted. This is how it is now.";
                return await ShowAsync(slug, StatusCodes.Status409Conflict, cancellationToken);
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> ShowAsync(string slug, int status, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        Provider = provider;
        List<ProviderDependent> all = [];
        foreach (var room in rooms) all.AddRange(await room.OfAsync(provider, cancellationToken));
        Dependents = [.. all.OrderByDescending(d => d.IsGrave)];
        return new PageResult { StatusCode = status };
    }

    private Task<Provider?> FindAsync(string slug, CancellationToken cancellationToken) =>
        db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
}
