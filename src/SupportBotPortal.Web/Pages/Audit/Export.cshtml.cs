using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Audit.Reading;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>The lines that are looked at as a file. That it was taken is a line itself, so it is sent, and not only asked for.</summary>
[RequirePermission(AuditPermissions.View)]
[EnableRateLimiting(RequestLimits.Messages)]
public sealed class ExportModel(AuditReader reader, ExportLog log, TimeProvider time) : PageModel
{
    public static IReadOnlyList<(string Format, string Title)> Formats { get; } = [("csv", "As CSV"), ("jsonl", "As JSON, a line each")];

    public IActionResult OnGet() => RedirectToPage("/Audit/Index");

    public async Task<IActionResult> OnPostAsync(string? format, string? q, string? area, string? subject, string? from, string? until, CancellationToken cancellationToken)
    {
        if (AuditQuery.Read(q, area, subject, from, until, null) is not { } query) return NotFound();
        if (Formats.All(f => f.Format != format)) return new ContentResult { StatusCode = StatusCodes.Status422UnprocessableEntity, ContentType = "text/plain; charset=utf-8", Content = $"There is no format “{format}”. Choose csv or jsonl." };
        var upTo = await reader.LastIdAsync(cancellationToken);
        await log.WriteAsync(HttpContext, "audit.exported", [new AuditChange("Format", null, format), new AuditChange("Up to line", null, upTo.ToString(CultureInfo.InvariantCulture)), .. query.Fields().Select(f => new AuditChange(f.Name, null, f.Value))]);
        var lines = reader.AllAsync(query.Filter, upTo).Select(ExportedAudit.Of);
        Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = string.Create(CultureInfo.InvariantCulture, $"audit-log-{time.GetUtcNow():yyyy-MM-dd}.{format}") }.ToString();
        await (format == "csv" ? AuditFiles.WriteCsvAsync(Response.Body, lines, cancellationToken) : AuditFiles.WriteLinesAsync(Response.Body, lines, cancellationToken));
        return new EmptyResult();
    }
}
