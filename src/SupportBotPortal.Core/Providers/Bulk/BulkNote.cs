namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>Why one of many failed or was skipped.</summary>
public sealed record BulkNote(string Slug, string Name, string Reason, bool HasFailed);
