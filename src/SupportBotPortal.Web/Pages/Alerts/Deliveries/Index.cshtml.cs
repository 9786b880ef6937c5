using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Alerts.Deliveries;

/// <summary>What was sent to whom, what the servers said, and what is tried again.</summary>
[RequirePermission(AlertPermissions.View)]
public sealed class IndexModel(PortalDbContext db, DeliveryLog log) : PageModel
{
    public DeliveryQuery Query { get; private set; } = DeliveryQuery.All;

    public DeliveryPage Messages { get; private set; } = new([], null);

    /// <summary>To choose from.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Channels { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? channel, string? state, long? before, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || state is not (null or "" or DeliveryQuery.Failed or DeliveryQuery.Delivered)) return NotFound();
        Query = new(channel, state ?? "", before);
        Messages = await log.PageAsync(channel, Query.Filter, before, cancellationToken);
        Channels = [.. (await db.AlertChannels.OrderBy(c => c.NormalizedName).Select(c => new { c.Id, c.Name }).ToListAsync(cancellationToken)).Select(c => (c.Id, c.Name))];
        return Page();
    }
}
