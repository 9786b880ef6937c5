using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>When trouble is expected and nobody is alerted of it: what is open first, then what comes, then what is over.</summary>
[RequirePermission(AlertPermissions.View)]
public sealed class IndexModel(PortalDbContext db, TimeProvider time) : PageModel
{
    public IReadOnlyList<WindowRow> Rows { get; private set; } = [];

    public OpenWindows Open { get; private set; } = new([]);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var windows = await db.MaintenanceWindows.AsNoTracking().ToListAsync(cancellationToken);
        var ids = windows.Select(w => w.ProviderId).OfType<Guid>().Distinct().ToList();
        var names = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DeletedAt == null ? p.Name : p.Name + " (deleted)", cancellationToken);
        Open = OpenWindows.Of(windows, now);
        Rows = [.. windows.OrderBy(w => w.IsOpen(now) ? DateTime.MinValue : w.OpensAfter(now) ?? DateTime.MaxValue).ThenByDescending(w => w.To).ThenBy(w => w.Name, StringComparer.OrdinalIgnoreCase)
            .Select(w => new WindowRow(w, w.ProviderId is { } id ? names.GetValueOrDefault(id) : null, WindowWords.BadgeOf(w, now), !w.IsOpen(now) && w.OpensAfter(now) is null))];
    }
}
