using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>All that is known of a provider's secrets over time.</summary>
[RequirePermission(ProviderPermissions.View)]
public sealed class KeyHistoryModel(PortalDbContext db, PluginCatalog plugins) : PageModel
{
    public const int PageSize = 50;

    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public KeyHistoryView History { get; private set; } = null!;

    public long? Next { get; private set; }

    public bool IsFirstPage { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, long? before, CancellationToken cancellationToken)
    {
        if (await db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken) is not { } provider) return NotFound();
        (Slug, Name, IsFirstPage) = (slug, provider.Name, before is null);
        var (changes, hasMore) = await KeyChanges.ReadAsync(db, provider.Id, before, PageSize, cancellationToken);
        var type = plugins.TypeOf(provider.TypeId);
        History = new(changes, field => SecretNames.Of(field, type, provider.AuthScheme));
        Next = hasMore ? changes[^1].Id : null;
        return Page();
    }
}
