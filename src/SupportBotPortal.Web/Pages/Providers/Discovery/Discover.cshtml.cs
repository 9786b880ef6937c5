using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Testing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <summary>Asks a saved provider for its models, with its stored key. Only shows them: taking them into the list is editing.</summary>
[RequirePermission(ProviderPermissions.Test)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
public sealed class DiscoverModel(
    PortalDbContext db,
    ConnectionDrafts drafts,
    PluginCatalog plugins,
    KnownModels known,
    IAuthorizationService authorization,
    ProviderLiveCalls calls) : PageModel
{
    public string Name { get; private set; } = "";

    public string Slug { get; private set; } = "";

    public DiscoveryPanelView Panel { get; private set; } = new();

    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return NotFound();
        (Name, Slug) = (provider.Name, provider.Slug);

        var (draft, notTestable) = drafts.FromStored(provider);
        var asked = await AskAsync(provider, cancellationToken);
        var run = draft is null ? null : calls.DiscoverStored(provider, draft, asked, HttpContext.RunOwner());
        Panel = asked with { RunId = run?.Id, NotTestable = run is not null ? null : notTestable ?? FormTrials.TooMany };
        if (this.WantsFragment()) return this.Fragment("_DiscoveryPanel", Panel);

        // Without JavaScript the page waits for the result.
        if (run is not null)
        {
            await run.EndedAsync(cancellationToken);
            Panel = run.Latest(ProviderLiveCalls.Models)?.Model as DiscoveryPanelView ?? Panel;
        }

        return Page();
    }

    private async Task<DiscoveryPanelView> AskAsync(Provider provider, CancellationToken cancellationToken)
    {
        var type = plugins.TypeOf(provider.TypeId);
        var mayEdit = (await authorization.AuthorizeAsync(User, null, new RequirePermissionAttribute(ProviderPermissions.Edit))).Succeeded;
        return new DiscoveryPanelView
        {
            Type = type,
            Listed = provider.Models.Count > 0 ? provider.Models : type?.DefaultModels ?? [],
            UsesDefaults = provider.Models.Count == 0,
            Known = await known.OfAsync(provider.Id, cancellationToken),
            ReviewedAt = provider.ModelsReviewedAt,
            CanPick = false,
            Slug = provider.Slug,
            CanReview = mayEdit,
        };
    }
}
