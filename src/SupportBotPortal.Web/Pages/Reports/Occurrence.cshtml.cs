using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>A report as it was when it was made.</summary>
[RequirePermission(ReportPermissions.View)]
public sealed class OccurrenceModel(ReportListing listing, ReportContents contents) : PageModel
{
    public ReportOccurrence Occurrence { get; private set; } = null!;

    /// <summary><see langword="null"/> if somebody else changed what it says.</summary>
    public new ReportContent? Content { get; private set; }

    public IReadOnlyList<SentReport> Sent { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, long occurrence, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is null || await listing.FindAsync(id, occurrence, cancellationToken) is not { } made) return NotFound();
        Occurrence = made;
        Content = await contents.OfAsync(made, cancellationToken);
        Sent = await listing.SentAsync(occurrence, cancellationToken);
        return Page();
    }
}
