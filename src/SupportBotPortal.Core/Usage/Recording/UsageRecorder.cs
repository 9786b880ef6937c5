using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Usage.Recording;

/// <summary>
/// Adds up in memory what bots use, until it is written: who adds an entry waits for nothing but a lock that is held for less than a microsecond. There are as many sums
/// as there are hours, tokens and models in use, however many requests there are.
/// </summary>
public sealed class UsageRecorder(TimeProvider time, ILogger<UsageRecorder> logger)
{
    /// <summary>For when the database cannot be written for days: from then on what is new is not counted, and what is known goes on.</summary>
    internal const int MostSums = 10_000;

    private readonly Lock gate = new();
    private readonly Guid run = Guid.NewGuid();
    private Dictionary<UsageKey, UsageTally> open = [];
    private UsageBatch? closed;
    private long number = 1;
    private long left;

    public void Add(in UsageEntry entry)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var key = new UsageKey(now.Date.AddHours(now.Hour), entry.ProviderId, entry.ModelId ?? "", entry.TokenId, entry.Outcome);
        lock (gate)
        {
            if (!open.TryGetValue(key, out var tally))
            {
                if (open.Count >= MostSums)
                {
                    left++;
                    return;
                }

                open[key] = tally = new(entry.Slug ?? "");
            }

            tally.Add(entry, now);
        }
    }

    /// <summary>What is to be written next: the same one until <see cref="Written"/> was told of it.</summary>
    /// <returns><see langword="null"/> if there is nothing.</returns>
    public UsageBatch? Close()
    {
        long uncounted;
        lock (gate)
        {
            if (closed is not null) return closed;
            if (open.Count == 0) return null;
            closed = new(run, number++, RowsOf(open));
            (open, uncounted, left) = ([], left, 0);
        }

        if (uncounted > 0) logger.LogError("{Count} entries of what bots used are not counted: usage could not be written for too long", uncounted);
        return closed;
    }

    /// <summary>It is stored, and no longer of this memory.</summary>
    public void Written(UsageBatch batch)
    {
        lock (gate)
        {
            if (ReferenceEquals(closed, batch)) closed = null;
        }
    }

    /// <summary>
    /// What may not be stored yet, the oldest first. Asked for before the database is: of what was written in between, <see cref="History.UsageProgress"/> says that it is there.
    /// </summary>
    public IReadOnlyList<UsageBatch> Pending()
    {
        lock (gate)
        {
            var now = new UsageBatch(run, number, RowsOf(open));
            return closed is null ? [now] : [closed, now];
        }
    }

    private static List<UsageRow> RowsOf(Dictionary<UsageKey, UsageTally> tallies) => [.. tallies.Select(t => new UsageRow(t.Key, t.Value.ToSums()))];
}
