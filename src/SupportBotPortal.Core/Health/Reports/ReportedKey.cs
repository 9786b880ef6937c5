namespace SupportBotPortal.Core.Health.Reports;

/// <summary>An API key that is overdue, or soon due for replacement.</summary>
public sealed record ReportedKey(Guid ProviderId, DateTime DueAt);
