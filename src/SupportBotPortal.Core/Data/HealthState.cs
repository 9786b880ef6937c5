namespace SupportBotPortal.Core.Data;

/// <summary>How a provider is doing, as its tests together say: one test alone changes little, so that it does not flap.</summary>
/// <remarks>Stored by number: a new one takes a new number.</remarks>
public enum HealthState
{
    /// <summary>Not tested yet, or not often enough to say.</summary>
    Unknown = 0,
    Healthy = 1,

    /// <summary>It answers, and takes longer than its threshold.</summary>
    Slow = 2,

    /// <summary>It refuses for a while (429): neither up nor down.</summary>
    RateLimited = 3,

    /// <summary>Quota, credit or spend limit used up: somebody must pay.</summary>
    Quota = 4,

    /// <summary>It failed as often in a row as its rules say.</summary>
    Down = 5,

    /// <summary>No test can be run: key sealed, plugin missing. Says nothing about the provider.</summary>
    NotTestable = 6,
}
