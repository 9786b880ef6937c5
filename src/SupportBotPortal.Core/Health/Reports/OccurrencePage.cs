namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Some reports that were made, the last first.</summary>
/// <param name="Next">Where the older ones begin; <see langword="null"/> if there are none.</param>
public sealed record OccurrencePage(IReadOnlyList<ListedOccurrence> Items, long? Next);
