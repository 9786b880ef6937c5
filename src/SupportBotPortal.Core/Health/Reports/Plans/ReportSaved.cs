using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Reports.Plans;

/// <summary>How a change of a report ended.</summary>
/// <param name="Id">The report, when done.</param>
public sealed record ReportSaved(ChangeOutcome Outcome, Guid Id = default);
