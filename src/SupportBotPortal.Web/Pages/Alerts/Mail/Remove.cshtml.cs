using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>Asks, and removes the mail server.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(SettingsPermissions.Edit)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class RemoveModel(PortalDbContext db, MailServerChanges changes, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public string Host { get; private set; } = "";

    /// <summary>How many channels need it.</summary>
    public int Channels { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;
        if (await changes.RemoveAsync(HttpContext.Actor(), cancellationToken) != ChangeOutcome.Done) return NotFound();
        TempData.Say("The mail server is removed.");
        return RedirectToPage("/Alerts/Index");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } server) return false;
        Host = server.Host;
        Channels = await db.AlertChannels.CountAsync(c => c.Kind == AlertChannelKind.Mail && c.IsActive, cancellationToken);
        return true;
    }
}
