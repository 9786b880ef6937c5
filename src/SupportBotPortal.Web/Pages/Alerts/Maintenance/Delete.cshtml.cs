using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Alerts.Channels;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>Asks, and deletes a maintenance window.</summary>
[RequirePermission(HealthPermissions.View)]
[RequirePermission(HealthPermissions.Edit)]
public sealed class DeleteModel(PortalDbContext db, MaintenanceWindowChanges changes, TimeProvider time) : PageModel
{
    public MaintenanceWindow Window { get; private set; } = null!;

    public bool IsOpen => Window.IsOpen(time.GetUtcNow().UtcDateTime);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        if (await changes.DeleteAsync(id, HttpContext.Actor(), cancellationToken) != ChangeOutcome.Done) return NotFound();
        TempData.Say($"“{Window.Name}” is deleted.");
        return RedirectToPage("/Alerts/Maintenance/Index");
    }

    /// <returns>Why not.</returns>
    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.MaintenanceWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } window) return NotFound();
        Window = window;
        var choices = await ProviderChoice.AllAsync(db, [.. ((Guid?[])[window.ProviderId]).OfType<Guid>()], cancellationToken);
        return await WindowReach.MayAsync(HttpContext, window.ProviderId, choices) ? null : Forbid();
    }
}
