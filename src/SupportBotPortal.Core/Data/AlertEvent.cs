namespace SupportBotPortal.Core.Data;

/// <summary>What people are alerted of.</summary>
/// <remarks>Stored by number in the history: a new one takes a new number.</remarks>
public enum AlertEvent
{
    /// <summary>A provider is down: it failed as often in a row as its rules say.</summary>
    Down = 0,

    /// <summary>A provider has refused for a while (429).</summary>
    RateLimited = 1,

    /// <summary>A provider's quota or credit is used up.</summary>
    Quota = 2,

    /// <summary>What was wrong is over.</summary>
    Recovered = 3,

    /// <summary>An API key is due for replacement within days.</summary>
    KeyDueSoon = 4,

    /// <summary>An API key is due for replacement.</summary>
    KeyDue = 5,

    /// <summary>A provider no longer lists a model that it is used with.</summary>
    ModelVanished = 6,

    /// <summary>A model that a provider is used with is turned off soon.</summary>
    ModelRetiring = 7,

    /// <summary>No tests were run by schedule although some were due.</summary>
    SchedulerStopped = 8,

    /// <summary>A provider was deleted while something was wrong with it: its incident ends, and nobody knows more.</summary>
    ProviderDeleted = 9,

    /// <summary>A provider was deactivated while something was wrong with it: its incident ends, and nobody knows more.</summary>
    ProviderDeactivated = 10,

    /// <summary>Tests are run by schedule again.</summary>
    SchedulerRuns = 11,
}
