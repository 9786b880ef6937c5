using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>Counts what comes of each, and tells at every hundredth part.</summary>
public sealed class BulkTally(int total, Action<BulkProgress> tell)
{
    private const int MostNotes = 20;

    private readonly Lock gate = new();
    private readonly int step = Math.Max(1, total / 100);
    private readonly List<BulkNote> notes = [];
    private int succeeded;
    private int failed;
    private int skipped;

    public BulkProgress Now
    {
        get
        {
            lock (gate) return new(total, succeeded, failed, skipped, [.. notes]);
        }
    }

    public void Succeed() => Count(() => succeeded++);

    public void Fail(BulkTarget target, string reason) => Count(() =>
    {
        failed++;
        Note(new(target.Slug, target.Name, reason, true));
    });

    /// <param name="reason"><see langword="null"/> if there was nothing to do, which needs no words for each.</param>
    public void Skip(BulkTarget target, string? reason) => Count(() =>
    {
        skipped++;
        if (reason is not null) Note(new(target.Slug, target.Name, reason, false));
    });

    private void Count(Action one)
    {
        BulkProgress? now = null;
        lock (gate)
        {
            one();
            if ((succeeded + failed + skipped) % step == 0) now = new(total, succeeded, failed, skipped, [.. notes]);
            // Within the lock: what is told later must not be older.
            if (now is not null) tell(now);
        }
    }

    /// <summary>Failures push out what was only skipped.</summary>
    private void Note(BulkNote note)
    {
        notes.Insert(0, note);
        if (notes.Count <= MostNotes) return;
        var least = notes.FindLastIndex(n => !n.HasFailed);
        notes.RemoveAt(least >= 0 ? least : notes.Count - 1);
    }
}
