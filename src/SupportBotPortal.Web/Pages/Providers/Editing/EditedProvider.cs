using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>
/// The provider a form is about. What one may do before saving depends on it: a new one needs the right to create, an
/// existing one the right to edit, since its stored key may be used.
/// </summary>
public sealed class EditedProvider(PortalDbContext db)
{
    public async Task<(Provider? Provider, IActionResult? Refusal)> FindAsync(HttpContext context, string? slug, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (string.IsNullOrEmpty(slug)) return await context.MayAsync(ProviderPermissions.Create) ? (null, null) : (null, new ForbidResult());
        if (!await context.MayAsync(ProviderPermissions.Edit)) return (null, new ForbidResult());
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return (null, new NotFoundResult());
        return await context.MayAsync(ProviderPermissions.Edit, provider.Environment) ? (provider, null) : (null, new ForbidResult());
    }
}
