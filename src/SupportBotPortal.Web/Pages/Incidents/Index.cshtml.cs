using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Incidents;

/// <summary>When something was wrong: what goes on first.</summary>
[RequirePermission(HealthPermissions.View)]
public sealed class IndexModel(PortalDbContext db, IncidentListing listing, TimeProvider time) : PageModel
{
    public IncidentQuery Query { get; private set; } = IncidentQuery.All;

    public IncidentPage Incidents { get; private set; } = null!;

    /// <summary>Providers to choose from.</summary>
    public IReadOnlyList<IncidentProvider> Providers { get; private set; } = [];

    /// <summary>The one that was chosen, as people know it.</summary>
    public string ProviderName { get; private set; } = "";

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(string? provider, string? state, string? after, CancellationToken cancellationToken)
    {
        if (state is not (null or "" or IncidentQuery.Open or IncidentQuery.Closed)) return NotFound();
        Query = new(provider?.ToLowerInvariant() ?? "", state ?? "", IncidentCursor.Parse(after));
        Guid? id = null;
        if (Query.Provider.Length > 0)
        {
            var slug = Query.Provider;
            // Also of one that is deleted: its incidents are still there.
            var chosen = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Slug == slug).Select(p => new { p.Id, p.Name }).FirstOrDefaultAsync(cancellationToken);
            if (chosen is null) return NotFound();
            (id, ProviderName) = (chosen.Id, chosen.Name);
        }

        Incidents = await listing.PageAsync(new(id, Query.IsOpen), Query.After, cancellationToken);
        Providers = await listing.ProvidersAsync(cancellationToken);
        return Page();
    }
}
