namespace SupportBotPortal.Core.Health.History;

/// <summary>Why a report was made.</summary>
/// <remarks>Stored by number: a new one takes a new number.</remarks>
public enum OccurrenceKind
{
    /// <summary>It was time: once for each period.</summary>
    Scheduled = 0,

    /// <summary>A person wanted it at once. Takes nothing from the one that comes when it is time.</summary>
    Asked = 1,
}
