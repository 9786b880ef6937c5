using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>What a report would say now about the last time that is over. Stored nowhere.</summary>
[RequirePermission(ReportPermissions.View)]
public sealed class PreviewModel(ReportListing listing, ReportContents contents, TimeProvider time) : PageModel
{
    public HealthReport Report { get; private set; } = null!;

    public new ReportContent? Content { get; private set; }

    /// <summary>It is to be sent by mail, and cannot be.</summary>
    public bool LacksMailServer { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        Report = report;
        LacksMailServer = await listing.LacksMailServerAsync(report, cancellationToken);
        Content = await contents.PreviewAsync(report, time.GetUtcNow().UtcDateTime, cancellationToken);
        return Page();
    }
}
