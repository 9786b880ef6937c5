namespace SupportBotPortal.Core.Usage.History;

/// <summary>
/// How far one run of the portal has written, in the same transaction: what is tried again is added once, and who adds up what is stored and what is in memory takes nothing twice.
/// </summary>
public sealed class UsageProgress
{
    /// <summary>There is one.</summary>
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    public Guid Run { get; set; }

    /// <summary>The last batch of that run which is in the sums.</summary>
    public long Batch { get; set; }
}
