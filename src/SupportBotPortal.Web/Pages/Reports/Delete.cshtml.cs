using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Asks, and deletes a report with all that were made of it.</summary>
[RequirePermission(ReportPermissions.View)]
[RequirePermission(ReportPermissions.Edit)]
public sealed class DeleteModel(ReportListing listing, ReportChanges changes) : PageModel
{
    public HealthReport Report { get; private set; } = null!;

    /// <summary>How many were made of it.</summary>
    public int Made { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        (Report, Made) = (report, await listing.CountAsync(id, cancellationToken));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        if ((await changes.DeleteAsync(id, HttpContext.Actor(), cancellationToken)).Outcome != ChangeOutcome.Done) return NotFound();
        TempData.Say($"“{report.Name}” is deleted, with all that were made of it.");
        return RedirectToPage("/Reports/Index");
    }
}
