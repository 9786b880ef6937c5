namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>How far an act on many has come.</summary>
/// <param name="Total">How many it goes through.</param>
/// <param name="Succeeded">How many are done.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Skipped">How many had nothing to do, or could not be tried.</param>
/// <param name="Notes">The newest of those that failed or were skipped for a reason.</param>
public sealed record BulkProgress(int Total, int Succeeded, int Failed, int Skipped, IReadOnlyList<BulkNote> Notes)
{
    public int Done => Succeeded + Failed + Skipped;

    public static BulkProgress Start(int total) => new(total, 0, 0, 0, []);
}
