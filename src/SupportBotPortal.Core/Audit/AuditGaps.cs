namespace SupportBotPortal.Core.Audit;

/// <summary>
/// Watches the rows' numbers. The database gives each once, in order, and takes it back with what is rolled back: a number that
/// is missing was a row that somebody removed, perhaps at once, before the next one was chained to it.
/// </summary>
/// <param name="begin">The last number that was removed after its time; 0 if none was.</param>
internal sealed class AuditGaps(long begin)
{
    private readonly List<string> sentences = [];
    private readonly long first = begin + 1;
    private long last = begin;
    private long missing;

    public void Pass(long id)
    {
        // Only the first place: after a few more nobody reads on, and how many it is follows.
        if (id != last + 1 && sentences.Count == 0)
            sentences.Add(last == first - 1 ? $"The first row is row {id}, not row {first}: the rows before it were removed." : $"Row {last} is followed by row {id}: what was between them was removed.");
        missing += id - last - 1;
        last = id;
    }

    /// <param name="given">The last number that the database says it gave.</param>
    public IReadOnlyList<string> Close(long given)
    {
        if (missing > 0) sentences.Add($"In all, {missing:N0} rows are missing between the rows that are there.");
        if (given > last) sentences.Add($"The database gave numbers up to {given}, and {(last == 0 ? "there is no row" : $"the last row is row {last}")}: what came after it was removed.");
        else if (given < last) sentences.Add($"The last row is row {last}, and the database says it gave numbers up to {given} only: its count was changed outside the portal.");
        return sentences;
    }
}
