using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Alerts.Windows;

/// <summary>The maintenance windows that are open at a moment.</summary>
/// <param name="All">The one that closes last stands first.</param>
public sealed record OpenWindows(IReadOnlyList<OpenWindow> All)
{
    public static async Task<OpenWindows> ReadAsync(PortalDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var candidates = await db.MaintenanceWindows.AsNoTracking().Where(w => w.Kind == MaintenanceKind.Weekly || (w.From <= now && w.To > now)).ToListAsync(cancellationToken);
        return Of(candidates, now);
    }

    public static OpenWindows Of(IEnumerable<MaintenanceWindow> windows, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return new([.. windows.Select(w => (Window: w, Until: w.OpenUntil(now))).Where(w => w.Until is not null).Select(w => new OpenWindow(w.Window, w.Until!.Value)).OrderByDescending(w => w.Until)]);
    }

    /// <returns>The one that keeps a provider in maintenance for longest; <see langword="null"/> if none does.</returns>
    public OpenWindow? For(Guid providerId) => All.FirstOrDefault(w => w.Window.ProviderId is null || w.Window.ProviderId == providerId);
}
