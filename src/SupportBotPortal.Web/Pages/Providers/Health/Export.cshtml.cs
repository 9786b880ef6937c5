using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>The single tests of a range as a file.</summary>
[RequirePermission(HealthPermissions.View)]
public sealed class ExportModel(PortalDbContext db, HealthHistory histories, CheckPages checks, ExportLog log, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string slug, string? format, string? range, CancellationToken cancellationToken)
    {
        var id = await db.Providers.Where(p => p.Slug == slug).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellationToken);
        if (id is null) return NotFound();
        if (HistoryWords.RangeOf(range) is not { } known) return Refuse($"There is no range “{range}”. Choose one of {string.Join(", ", HistoryWords.Ranges.Select(r => r.Word))}.");
        if (format is not ("csv" or "json")) return Refuse($"There is no format “{format}”. Choose csv or json.");
        var window = new HistoryWindow(known, time.GetUtcNow().UtcDateTime);
        var subject = await histories.SubjectAsync(id.Value, cancellationToken);
        var found = (subject is null ? AsyncEnumerable.Empty<Core.Health.History.Check>() : checks.AllAsync(subject.Id, window.From, window.Until, cancellationToken)).Select(ExportedCheck.Of);
        await log.WriteAsync(HttpContext, "health.exported", [new("Provider", null, slug), new("Format", null, format), new("Range", null, HistoryWords.WordOf(known))]);
        Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        // A slug is made of letters, digits and hyphens.
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = string.Create(CultureInfo.InvariantCulture, $"{slug}-tests-{HistoryWords.WordOf(known)}-{window.Now:yyyy-MM-dd}.{format}") }.ToString();
        await (format == "csv" ? CheckFiles.WriteCsvAsync(Response.Body, found, cancellationToken) : CheckFiles.WriteJsonAsync(Response.Body, found, cancellationToken));
        return new EmptyResult();
    }

    private static ContentResult Refuse(string sentence) => new() { StatusCode = StatusCodes.Status400BadRequest, ContentType = "text/plain; charset=utf-8", Content = sentence };
}
