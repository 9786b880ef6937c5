using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary>Which label the provider has that a request is about, deleted or not; asked once in a request.</summary>
public sealed class ProviderLabels(PortalDbContext db)
{
    private readonly Dictionary<string, ProviderEnvironment?> known = [];

    /// <returns><see langword="null"/> if there is no such provider.</returns>
    public async Task<ProviderEnvironment?> OfAsync(string slug)
    {
        if (known.TryGetValue(slug, out var label)) return label;
        return known[slug] = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Slug == slug).Select(p => (ProviderEnvironment?)p.Environment).FirstOrDefaultAsync();
    }
}
