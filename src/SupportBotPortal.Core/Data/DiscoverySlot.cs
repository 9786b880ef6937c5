namespace SupportBotPortal.Core.Data;

/// <summary>When a provider is next asked for its models by the schedule, and what came of the last time: kept by the schedule, not by people.</summary>
public sealed class DiscoverySlot
{
    public const int LongestProblem = 400;

    /// <summary><see langword="null"/> = no slot given yet.</summary>
    public DateTime? NextAt { get; set; }

    /// <summary>When it was last asked.</summary>
    public DateTime? TriedAt { get; set; }

    /// <summary>Why that told nothing of its models, as a sentence; <see langword="null"/> if it did.</summary>
    public string? Problem { get; set; }
}
