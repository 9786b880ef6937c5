using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>Asks, and removes the mail server.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Edit)]
public sealed class RemoveModel(PortalDbContext db, MailServerChanges changes) : PageModel
{
    public string Host { get; private set; } = "";

    /// <summary>How many channels need it.</summary>
    public int Channels { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } server) return NotFound();
        Host = server.Host;
        Channels = await db.AlertChannels.CountAsync(c => c.Kind == AlertChannelKind.Mail && c.IsActive, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await changes.RemoveAsync(HttpContext.Actor(), cancellationToken) != ChangeOutcome.Done) return NotFound();
        TempData.Say("The mail server is removed.");
        return RedirectToPage("/Alerts/Index");
    }
}
