using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Providers.Health;

namespace SupportBotPortal.Web.Pages.Incidents;

/// <summary>One incident: when, why, what its tests found, and what people say about it.</summary>
[RequirePermission(HealthPermissions.View)]
public sealed class IncidentModel(IncidentListing listing, CheckPages checks, TimeProvider time) : PageModel
{
    public IncidentDetails Details { get; private set; } = null!;

    public CauseAdvice? Advice { get; private set; }

    public StateStripView States { get; private set; } = null!;

    public ChecksView Checks { get; private set; } = null!;

    public TimeSpan Length => (Details.Incident.EndedAt ?? time.GetUtcNow().UtcDateTime) - Details.Incident.StartedAt;

    public async Task<IActionResult> OnGetAsync(long id, string? before, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } details) return NotFound();
        Details = details;
        var incident = details.Incident;
        if (incident.Cause is { } cause) Advice = CauseAdvice.For(cause);
        States = new("State during this incident", details.States);
        var cursor = CheckCursor.Parse(before);
        var page = await checks.LatestAsync(incident.SubjectId, incident.StartedAt, incident.EndedAt, cursor, cancellationToken);
        Checks = new(
            page.Items,
            cursor is not null ? "No older ones." : "Its single tests are not kept any more.",
            cursor is null ? null : $"/incidents/{id}#tests",
            page.Next is { } next ? $"/incidents/{id}?before={next}#tests" : null);
        return Page();
    }
}
