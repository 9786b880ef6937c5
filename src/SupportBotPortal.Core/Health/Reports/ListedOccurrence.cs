using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>A report that was made, without what it says.</summary>
/// <param name="AskedBy">The person who wanted it; <see langword="null"/> for the schedule.</param>
/// <param name="Providers">How many providers it is about.</param>
/// <param name="Tested">Of how many of them something is known.</param>
/// <param name="Well">How many of those answered nearly all of their tests.</param>
/// <param name="Deliveries">Where the messages that carry it stand.</param>
public sealed record ListedOccurrence(long Id, Guid ReportId, DateTime PeriodStart, DateTime PeriodEnd, string TimeZone, DateTime FiredAt, string? AskedBy, int Providers, int Tested, int Well, IReadOnlyList<DeliveryState> Deliveries);
