using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Makes and sends a report at once, to those who usually get it.</summary>
[RequirePermission(ReportPermissions.View)]
[RequirePermission(ReportPermissions.Send)]
[EnableRateLimiting(RequestLimits.Messages)]
public sealed class SendModel(ReportListing listing, ReportSending sending) : PageModel
{
    public IActionResult OnGet(Guid id) => RedirectToPage("/Reports/Report", new { id });

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        if (await sending.SendAsync(id, HttpContext.Actor(), cancellationToken) is not { } made)
        {
            TempData.Say("Nothing was sent: there was no time yet that it could be about.");
            return this.GoTo(Url.Page("/Reports/Report", new { id })!);
        }

        TempData.Say(
            report.Recipients.Count + report.Channels.Count == 0 ? "It is made, and kept on this page. It is to be sent to nobody."
            : await listing.LacksMailServerAsync(report, cancellationToken) ? "It is made, and kept on this page. Nobody gets it by mail until a mail server is set up."
            : "It is on its way. Below stands how it fares; load the page again to see what came of it.");
        return this.GoTo(Url.Page("/Reports/Occurrence", new { id, occurrence = made })!);
    }
}
