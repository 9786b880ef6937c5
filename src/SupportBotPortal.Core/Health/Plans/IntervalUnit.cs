namespace SupportBotPortal.Core.Health.Plans;

/// <summary>What a typed interval counts.</summary>
public enum IntervalUnit
{
    Seconds,
    Minutes,
    Hours,
}
