namespace SupportBotPortal.Core.Health.Reports;

/// <summary>What a provider of a report is called now, and where it is found.</summary>
/// <param name="IsDeleted">It has no page any more.</param>
public sealed record ReportedName(string Name, string Slug, bool IsDeleted);
