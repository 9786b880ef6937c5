using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Alerts.Channels;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>When trouble is expected and nobody is alerted of it: what is open first, then what comes, then what is over.</summary>
[RequirePermission(HealthPermissions.View)]
public sealed class IndexModel(PortalDbContext db, TimeProvider time) : PageModel
{
    public IReadOnlyList<WindowRow> Rows { get; private set; } = [];

    public OpenWindows Open { get; private set; } = new([]);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var windows = await db.MaintenanceWindows.AsNoTracking().ToListAsync(cancellationToken);
        var choices = await ProviderChoice.AllAsync(db, [.. windows.Select(w => w.ProviderId).OfType<Guid>().Distinct()], cancellationToken);
        var names = choices.ToDictionary(c => c.Id, c => c.IsDeleted ? c.Name + " (deleted)" : c.Name);
        Open = OpenWindows.Of(windows, now);
        List<WindowRow> rows = [];
        foreach (var w in windows.OrderBy(w => w.IsOpen(now) ? DateTime.MinValue : w.OpensAfter(now) ?? DateTime.MaxValue).ThenByDescending(w => w.To).ThenBy(w => w.Name, StringComparer.OrdinalIgnoreCase))
            rows.Add(new(w, w.ProviderId is { } id ? names.GetValueOrDefault(id) : null, WindowWords.BadgeOf(w, now), !w.IsOpen(now) && w.OpensAfter(now) is null, await WindowReach.MayAsync(HttpContext, w.ProviderId, choices)));
        Rows = rows;
    }
}
