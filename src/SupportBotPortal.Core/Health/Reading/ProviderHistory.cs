using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reading;

/// <summary>What there is to show of a provider's health.</summary>
/// <param name="Subject">Where it stands now.</param>
/// <param name="Summaries">What each range comes to.</param>
/// <param name="Slots">The hours or days of the range that was asked for, each of them, oldest first.</param>
/// <param name="States">How it stood in that range, oldest first, without gaps.</param>
/// <param name="Incidents">The last of those that touch that range, the latest first.</param>
public sealed record ProviderHistory(
    HealthSubject Subject,
    IReadOnlyDictionary<HistoryRange, HistorySummary> Summaries,
    IReadOnlyList<HistorySlot> Slots,
    IReadOnlyList<StateSpan> States,
    IReadOnlyList<Incident> Incidents);
