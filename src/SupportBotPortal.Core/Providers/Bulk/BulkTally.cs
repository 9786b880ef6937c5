using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Core.Providers.Bulk;

/// <summary>Counts what comes of each, and tells at every hundredth part.</summary>
public sealed class BulkTally(int total, Action<BulkProgress> tell)
{
    /// <summary>How many there is something said of, at the most.</summary>
    public const int MostNotes = 20;

    private readonly Lock gate = new();
    private readonly int step = Math.Max(1, total / 100);
    private readonly List<BulkNote> notes = [];
    private readonly List<BulkTarget> changed = [];
    private int succeeded;
    private int attention;
    private int failed;
    private int skipped;
    private int leftAlone;

    public BulkProgress Now
    {
        get
        {
            lock (gate) return Read();
        }
    }

    /// <summary>Those that are not as they were, in their order: what an undo goes through.</summary>
    public IReadOnlyList<BulkTarget> Changed
    {
        get
        {
            lock (gate) return [.. changed];
        }
    }

    public void Succeed() => Count(() => succeeded++);

    /// <summary>It was changed as wanted.</summary>
    public void Change(BulkTarget target) => Count(() =>
    {
        succeeded++;
        changed.Add(target);
    });

    public void Warn(BulkTarget target, string reason) => Count(() =>
    {
        attention++;
        Note(new(target.Slug, target.Name, reason, true));
    });

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

    /// <summary>This person may not do it with what has this label.</summary>
    public void LeaveAlone(BulkTarget target, ProviderEnvironment label) => Count(() =>
    {
        leftAlone++;
        var where = label == ProviderEnvironment.None ? "It has no label" : $"It is labelled {EnvironmentSets.Name(EnvironmentSets.Of(label))}";
        Note(new(target.Slug, target.Name, $"{where}, and there you may not do this.", false));
    });

    private void Count(Action one)
    {
        lock (gate)
        {
            one();
            // Within the lock: what is told later must not be older.
            if ((succeeded + attention + failed + skipped + leftAlone) % step == 0) tell(Read());
        }
    }

    private BulkProgress Read() => new(total, succeeded, attention, failed, skipped, leftAlone, [.. notes]);

    /// <summary>Failures push out what was only skipped.</summary>
    private void Note(BulkNote note)
    {
        notes.Insert(0, note);
        if (notes.Count <= MostNotes) return;
        var least = notes.FindLastIndex(n => !n.HasFailed);
        notes.RemoveAt(least >= 0 ? least : notes.Count - 1);
    }
}
