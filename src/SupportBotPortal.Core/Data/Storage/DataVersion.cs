namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Where the database stands.</summary>
/// <param name="Number">Differs from an earlier one if anything was committed since. Of this process only.</param>
/// <param name="Deeds">How many changes of people the audit log holds: grows with what they do, and not with what is tested by itself.</param>
public readonly record struct DataVersion(long Number, long Deeds);
