using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <summary>Carries what was discovered beside the form over into the provider that was saved from it.</summary>
public sealed class FormDiscoveries(RecentDiscoveries recent, KnownModels known, PortalDbContext db)
{
    public async Task RememberAsync(HttpContext context, string slug, ProviderCheck saved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (recent.Take(context.SessionId(), saved.Type!.Id, saved.BaseUrl!) is not { } discovery) return;
        var provider = await db.Providers.AsNoTracking().Where(p => p.Slug == slug).Select(p => new { p.Id, p.ConnectionRevision }).FirstAsync(cancellationToken);
        await known.RememberAsync(provider.Id, provider.ConnectionRevision, discovery.Found, discovery.At, reviewed: true, cancellationToken);
    }
}
