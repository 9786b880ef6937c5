namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>What there is to say of one of many.</summary>
/// <param name="HasFailed">It is worse than having been skipped.</param>
public sealed record BulkNote(string Slug, string Name, string Reason, bool HasFailed);
