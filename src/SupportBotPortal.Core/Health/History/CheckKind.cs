namespace SupportBotPortal.Core.Health.History;

/// <summary>Why a test was run.</summary>
/// <remarks>Stored by number: a new one takes a new number.</remarks>
public enum CheckKind
{
    /// <summary>By the schedule, without cost.</summary>
    Scheduled = 0,

    /// <summary>By the schedule, counting tokens or generating a few.</summary>
    Deep = 1,

    /// <summary>By a person.</summary>
    Manual = 2,
}
