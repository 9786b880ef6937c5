using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit;

/// <summary>What a walk along the chain found.</summary>
/// <param name="Count">How many rows fit, from the first one on.</param>
/// <param name="Last">The last of them.</param>
/// <param name="FirstBroken">The id of the first row that does not fit; <see langword="null"/> if all do.</param>
/// <param name="Gaps">Where numbers are missing, in sentences: rows that were written and are gone, though the chain may fit without them.</param>
public sealed record AuditCheck(long Count, AuditEntry? Last, long? FirstBroken, IReadOnlyList<string> Gaps)
{
    /// <summary>The last row that was removed after its time; 0 if none was.</summary>
    public long BeginsAfter { get; init; }

    public DateTime? RemovedAt { get; init; }

    /// <summary>The row, within the chain, that tells of it.</summary>
    public long? ToldBy { get; init; }
}
