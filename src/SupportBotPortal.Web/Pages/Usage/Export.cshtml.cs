using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using SupportBotPortal.Core.Usage;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>The hours of a range as a file: a line for each bot and model.</summary>
[RequirePermission(UsagePermissions.View)]
public sealed class ExportModel(UsageHours hours, ExportLog log, TimeProvider time) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? format, string? range, string? provider, string? model, string? bot, CancellationToken cancellationToken)
    {
        format ??= "csv";
        if (UsageWords.RangeOf(range) is null) return Refuse($"There is no range “{range}”. Choose one of {string.Join(", ", UsageWords.Ranges.Select(r => r.Word))}.");
        if (UsageQuery.Read(range, null, provider, model, bot) is not { } query) return Refuse("A provider and a bot are named by their ids, a model by at most 200 characters. Open the page Usage, choose what you want, and take the file from there.");
        if (format is not ("csv" or "json")) return Refuse($"There is no format “{format}”. Choose csv or json.");
        var window = new UsageWindow(query.Range, time.GetUtcNow().UtcDateTime);
        var lines = hours.ReadAsync(window, query.Filter, cancellationToken).Select(ExportedUsage.Of);
        await log.WriteAsync(HttpContext, "usage.exported", [new("Format", null, format), new("Range", null, UsageWords.WordOf(query.Range))]);
        Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = string.Create(CultureInfo.InvariantCulture, $"usage-{UsageWords.WordOf(query.Range)}-{window.Now:yyyy-MM-dd}.{format}") }.ToString();
        await (format == "csv" ? UsageFiles.WriteCsvAsync(Response.Body, lines, cancellationToken) : UsageFiles.WriteJsonAsync(Response.Body, lines, cancellationToken));
        return new EmptyResult();
    }

    private static ContentResult Refuse(string sentence) => new() { StatusCode = StatusCodes.Status400BadRequest, ContentType = "text/plain; charset=utf-8", Content = sentence };
}
