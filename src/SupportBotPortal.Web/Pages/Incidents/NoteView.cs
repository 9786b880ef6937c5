using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Web.Pages.Incidents;

/// <summary>A note about an incident, and the form that changes it.</summary>
/// <param name="Incident">As it is stored.</param>
/// <param name="Text">What stands in the field: what is stored, or what was typed.</param>
/// <param name="Error">Why it was not saved.</param>
/// <param name="IsConflict">Somebody else wrote meanwhile; what is stored is shown beside what was typed.</param>
public sealed record NoteView(Incident Incident, string Text, string? Error = null, bool IsConflict = false)
{
    public static NoteView Of(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return new(incident, incident.Note);
    }
}
