using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary>Which label the provider has that a request is about, deleted or not; asked once in a request.</summary>
public sealed class ProviderLabels(PortalDbContext db)
{
    /// <summary>How pages name it in their addresses.</summary>
    public const string Slug = "slug";

    /// <summary>How the API does.</summary>
    public const string Id = "provider_id";

    private readonly Dictionary<string, ProviderEnvironment?> known = [];

    /// <summary>Whether the request's path names one.</summary>
    public static bool IsAboutOne(HttpContext context) => context.GetRouteValue(Slug) is string || context.GetRouteValue(Id) is string;

    /// <returns><see langword="null"/> if there is no such provider.</returns>
    public async Task<ProviderEnvironment?> OfAsync(HttpContext context)
    {
        if (context.GetRouteValue(Slug) is string slug) return await OfAsync(slug, p => p.Slug == slug);
        return context.GetRouteValue(Id) is string text && Guid.TryParse(text, out var id) ? await OfAsync(text, p => p.Id == id) : null;
    }

    private async Task<ProviderEnvironment?> OfAsync(string named, Expression<Func<Provider, bool>> which)
    {
        if (known.TryGetValue(named, out var label)) return label;
        return known[named] = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(which).Select(p => (ProviderEnvironment?)p.Environment).FirstOrDefaultAsync();
    }
}
