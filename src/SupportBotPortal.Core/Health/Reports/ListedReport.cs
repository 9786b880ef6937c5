using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>A report in the list of them.</summary>
/// <param name="NextAt">When it fires next; <see langword="null"/> if never again, or not while it is inactive.</param>
/// <param name="Last">The last that was made of it.</param>
public sealed record ListedReport(HealthReport Report, DateTime? NextAt, ListedOccurrence? Last);
