using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>An incident as it was when a report was made.</summary>
/// <param name="EndedAt"><see langword="null"/>: it went on.</param>
/// <param name="State">The worst it came to.</param>
public sealed record ReportedIncident(long Id, DateTime StartedAt, DateTime? EndedAt, HealthState State, FailureCause? Cause);
