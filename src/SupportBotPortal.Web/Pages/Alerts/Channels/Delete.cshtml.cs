using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>Asks, and deletes a channel.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Edit)]
public sealed class DeleteModel(PortalDbContext db, ChannelEditing editing, AlertChannelChanges changes) : PageModel
{
    public AlertChannel Channel { get; private set; } = null!;

    public bool IsLast { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        Channel = channel;
        IsLast = channel.IsActive && !await db.AlertChannels.AnyAsync(c => c.IsActive && c.Id != id, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        if ((await changes.DeleteAsync(id, HttpContext.Actor(), cancellationToken)).Outcome != ChangeOutcome.Done) return NotFound();
        TempData.Say($"“{channel.Name}” is deleted.");
        return RedirectToPage("/Alerts/Index");
    }
}
