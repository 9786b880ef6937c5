using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Incidents;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Incidents;

/// <summary>Writes down what is known about an incident.</summary>
[RequirePermission(HealthPermissions.View)]
[RequirePermission(HealthPermissions.Note)]
public sealed class NoteModel(IncidentListing listing, IncidentNotes notes) : PageModel
{
    public IncidentProvider Provider { get; private set; } = null!;

    public NoteView Note { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } details) return NotFound();
        (Provider, Note) = (details.Provider, NoteView.Of(details.Incident));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string? text, string? seen, CancellationToken cancellationToken)
    {
        var outcome = await notes.SaveAsync(id, text, seen, HttpContext.Actor(), cancellationToken);
        if (await listing.FindAsync(id, cancellationToken) is not { } details) return NotFound();
        var typed = IncidentNotes.Clean(text);
        switch (outcome)
        {
            case NoteOutcome.NotFound:
                return NotFound();
            case NoteOutcome.TooLong:
                return Refuse(details, new(details.Incident, typed, $"The note has {typed.Length:N0} characters, and at most {Incident.LongestNote:N0} are kept. Shorten it; nothing is saved yet."), StatusCodes.Status422UnprocessableEntity);
            case NoteOutcome.Conflict:
                return Refuse(details, new(details.Incident, typed, IsConflict: true), StatusCodes.Status409Conflict);
            case NoteOutcome.Done:
                TempData.Say(typed.Length > 0 ? "The note is saved." : "The note is taken away.");
                return this.GoTo(Url.Page("/Incidents/Incident", new { id })!);
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    private IActionResult Refuse(IncidentDetails details, NoteView note, int status)
    {
        (Provider, Note) = (details.Provider, note);
        if (this.WantsFragment()) return this.Fragment("_Note", note, status);
        return new PageResult { StatusCode = status };
    }
}
