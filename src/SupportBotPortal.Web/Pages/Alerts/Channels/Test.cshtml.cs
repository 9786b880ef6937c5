using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>Sends a test through a channel, and says what the receiver said.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Test)]
[EnableRateLimiting(RequestLimits.Messages)]
public sealed class TestModel(ChannelEditing editing, AlertTest test, IHostApplicationLifetime lifetime) : PageModel
{
    public AlertChannel Channel { get; private set; } = null!;

    public TestAnswer? Answer { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        Channel = channel;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        Channel = channel;
        // What was begun is ended and kept in the log, also when its tab is closed; it takes a minute at most.
        if (await test.SendAsync(id, HttpContext.Actor(), lifetime.ApplicationStopping) is not { } result) return NotFound();
        Answer = new($"“{channel.Name}”", result);
        return this.WantsFragment() ? this.Fragment("/Pages/Alerts/_TestAnswer.cshtml", Answer) : Page();
    }
}
