namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>What was added up in some seconds, to be written at once.</summary>
/// <param name="Run">Of which run of the portal.</param>
/// <param name="Number">Greater than that of the one before.</param>
public sealed record UsageBatch(Guid Run, long Number, IReadOnlyList<UsageRow> Rows);
