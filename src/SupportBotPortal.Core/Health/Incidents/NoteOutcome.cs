namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>How writing a note ended.</summary>
public enum NoteOutcome
{
    Done,
    NotFound,

    /// <summary>It is longer than <see cref="History.Incident.LongestNote"/>; nothing was changed.</summary>
    TooLong,

    /// <summary>Somebody else wrote in the meantime; nothing was changed.</summary>
    Conflict,
}
