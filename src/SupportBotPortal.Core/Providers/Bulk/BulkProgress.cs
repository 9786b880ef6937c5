namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>How far an act on many has come.</summary>
/// <param name="Total">How many it goes through.</param>
/// <param name="Succeeded">How many are done; of a test, how many are healthy.</param>
/// <param name="Attention">How many answer a test, and want attention: the list's word for them.</param>
/// <param name="Failed">How many failed; of a test, how many are down.</param>
/// <param name="Skipped">How many had nothing to do, or could not be tried.</param>
/// <param name="LeftAlone">How many have a label for which this person may not do it.</param>
/// <param name="Notes">The newest of those that there is something to say of.</param>
public sealed record BulkProgress(int Total, int Succeeded, int Attention, int Failed, int Skipped, int LeftAlone, IReadOnlyList<BulkNote> Notes)
{
    public int Done => Succeeded + Attention + Failed + Skipped + LeftAlone;

    public static BulkProgress Start(int total, int leftAlone = 0) => new(total, 0, 0, 0, 0, leftAlone, []);
}
