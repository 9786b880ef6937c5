using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>A report as a file.</summary>
[RequirePermission(ReportPermissions.View)]
public sealed class ExportModel(ReportListing listing, ReportContents contents, ExportLog log) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, long occurrence, string? format, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, occurrence, cancellationToken) is not { } made || await contents.OfAsync(made, cancellationToken) is not { } report) return NotFound();
        if (format is not ("csv" or "json")) return new ContentResult { StatusCode = StatusCodes.Status400BadRequest, ContentType = "text/plain; charset=utf-8", Content = $"There is no format “{format}”. Choose csv or json." };
        await log.WriteAsync(HttpContext, "health_report.exported", [new("Report", null, report.Name), new("Format", null, format)]);
        Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        // By its number: what a report is called may be anything.
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = string.Create(CultureInfo.InvariantCulture, $"health-report-{occurrence}-{report.FiredAt:yyyy-MM-dd}.{format}") }.ToString();
        await (format == "csv" ? ReportFiles.WriteCsvAsync(Response.Body, report, cancellationToken) : ReportFiles.WriteJsonAsync(Response.Body, report, cancellationToken));
        return new EmptyResult();
    }
}
