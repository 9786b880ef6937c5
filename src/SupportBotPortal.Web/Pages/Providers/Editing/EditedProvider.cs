using Microsoft.AspNetCore.Authorization;
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
public sealed class EditedProvider(PortalDbContext db, IAuthorizationService authorization)
{
    public async Task<(Provider? Provider, IActionResult? Refusal)> FindAsync(HttpContext context, string? slug, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var isNew = string.IsNullOrEmpty(slug);
        var needed = isNew ? ProviderPermissions.Create : ProviderPermissions.Edit;
        if (!(await authorization.AuthorizeAsync(context.User, null, new RequirePermissionAttribute(needed))).Succeeded) return (null, new ForbidResult());
        if (isNew) return (null, null);
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        return provider is null ? (null, new NotFoundResult()) : (provider, null);
    }
}
