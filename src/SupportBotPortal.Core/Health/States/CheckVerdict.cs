namespace SupportBotPortal.Core.Health.States;

/// <summary>What one test says about a provider's health.</summary>
/// <remarks>Stored by number: a new one takes a new number.</remarks>
public enum CheckVerdict
{
    Passed = 0,

    /// <summary>Passed, and took longer than the provider's threshold.</summary>
    Slow = 1,
    RateLimited = 2,
    Quota = 3,
    Failed = 4,

    /// <summary>Could not be run; says nothing about the provider.</summary>
    NotTestable = 5,

    /// <summary>The portal ended in the middle of it; says nothing about the provider.</summary>
    Interrupted = 6,
}
