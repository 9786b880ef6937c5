using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers;

[RequirePermission(ProviderPermissions.View)]
public sealed class IndexModel(ProviderRows rows, PortalDbContext db, ProviderLiveCalls calls) : PageModel
{
    public IReadOnlyList<ProviderRow> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public int Total { get; private set; }

    public bool IsFirstPage { get; private set; }

    public string Summary { get; private set; } = "";

    public async Task OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        IsFirstPage = string.IsNullOrEmpty(after);
        (var page, Next) = await rows.PageAsync(after, cancellationToken);
        Rows = [.. page.Select(row => row with { RunId = calls.UnderWay(row.Slug, HttpContext.SessionId())?.Id })];
        Total = await db.Providers.CountAsync(cancellationToken);
        var active = await db.Providers.CountAsync(p => p.IsActive, cancellationToken);
        var healthy = await rows.CountHealthyAsync(cancellationToken);
        Summary = $"{active:N0} active · {healthy:N0} healthy at their last test";
    }
}
