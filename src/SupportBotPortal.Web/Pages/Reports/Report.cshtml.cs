using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>One report: its plan, and what was made of it.</summary>
[RequirePermission(ReportPermissions.View)]
public sealed class ReportModel(PortalDbContext db, ReportListing listing, IOptions<HealthOptions> options) : PageModel
{
    public HealthReport Report { get; private set; } = null!;

    public string When => ReportPlanWords.When(Report);

    public DateTime? NextAt { get; private set; }

    public TimeZoneInfo Zone => ReportPeriodWords.ZoneOf(Report.TimeZone);

    /// <summary>The webhooks that get it, by name.</summary>
    public IReadOnlyList<string> Channels { get; private set; } = [];

    public OccurrencePage Made { get; private set; } = null!;

    public long? Before { get; private set; }

    /// <summary>It is to be sent by mail, and cannot be.</summary>
    public bool LacksMailServer { get; private set; }

    public bool IsOn => options.Value.IsOn;

    public async Task<IActionResult> OnGetAsync(Guid id, long? before, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        (Report, Before, NextAt) = (report, before, await listing.NextAtAsync(report, cancellationToken));
        Channels = await db.AlertChannels.Where(c => report.Channels.Contains(c.Id)).OrderBy(c => c.NormalizedName).Select(c => c.IsActive ? c.Name : c.Name + " (off)").ToListAsync(cancellationToken);
        LacksMailServer = await listing.LacksMailServerAsync(report, cancellationToken);
        Made = await listing.PageAsync(id, before, cancellationToken);
        return Page();
    }
}
