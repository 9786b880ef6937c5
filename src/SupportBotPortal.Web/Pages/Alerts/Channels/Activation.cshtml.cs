using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>Turns a channel on or off.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Edit)]
public sealed class ActivationModel(ChannelEditing editing, AlertChannelChanges changes) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Alerts/Index");

    public async Task<IActionResult> OnPostAsync(Guid id, bool active, CancellationToken cancellationToken)
    {
        if ((await changes.SetActiveAsync(id, active, HttpContext.Actor(), cancellationToken)).Outcome != ChangeOutcome.Done) return NotFound();
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        TempData.Say($"“{channel.Name}” {(active ? "sends again" : "sends nothing any more")}.");
        return this.GoTo(Url.Page("/Alerts/Index")!);
    }
}
