using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Audit.Reading;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Forwarding;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>Who did what, when and from where; and whether all of it is still as it was written.</summary>
[RequirePermission(AuditPermissions.View)]
[EnableRateLimiting(RequestLimits.Messages)]
public sealed class IndexModel(AuditReader reader, AuditLinks links, ForwardingState forwarding, PortalDbContext db) : PageModel
{
    private const int PageSize = 50;

    public ForwardingState Forwarding => forwarding;

    public AuditQuery Query { get; private set; } = AuditQuery.All;

    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    /// <summary>Where the next page begins.</summary>
    public long? Next { get; private set; }

    public IReadOnlyList<string> Areas { get; private set; } = [];

    /// <summary>What a walk along the chain has found, if one was asked for.</summary>
    public AuditVerdict? Verdict { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, string? area, string? subject, string? from, string? until, long? before, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || AuditQuery.Read(q, area, subject, from, until, before) is not { } query) return NotFound();
        await LoadAsync(query, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostVerifyAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(AuditQuery.All, cancellationToken);
        Verdict = await AuditVerdict.OfAsync(db, cancellationToken);
        return Page();
    }

    /// <summary>Nothing but verifying is sent here.</summary>
    public StatusCodeResult OnPost() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    private async Task LoadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        Query = query;
        var entries = await reader.ReadAsync(query.Filter, query.Before, PageSize + 1, cancellationToken);
        var shown = entries.Take(PageSize).ToList();
        Next = entries.Count > PageSize ? shown[^1].Id : null;
        var urls = await links.OfAsync(shown, cancellationToken);
        Lines = [.. shown.Select(e => new AuditLine(e, AuditReader.ChangesOf(e), urls.GetValueOrDefault((e.SubjectType, e.SubjectId))))];
        Areas = await reader.AreasAsync(cancellationToken);
    }
}
