namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>When the schedule last came round: what says whether it still does.</summary>
public sealed class SweepStatus
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private DateTime? beganAt;
    private DateTime? endedAt;
    private (DateTime At, long Timestamp) lastSign;
    private long rounds;
    private TaskCompletionSource ended = NewSignal();

    public SweepStatus(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        lastSign = (Now, time.GetTimestamp());
    }

    /// <summary>When a round last began.</summary>
    public DateTime? BeganAt
    {
        get { lock (gate) return beganAt; }
    }

    /// <summary>When everything that was due had last begun.</summary>
    public DateTime? EndedAt
    {
        get { lock (gate) return endedAt; }
    }

    /// <summary>
    /// When it last took what was due: a long round does that again and again, one that fails at its beginning never does. Until
    /// the first one, when the portal started.
    /// </summary>
    public DateTime LastSignAt
    {
        get { lock (gate) return lastSign.At; }
    }

    /// <summary>How long that is ago, whatever became of the clock on the wall.</summary>
    public TimeSpan Silence
    {
        get { lock (gate) return time.GetElapsedTime(lastSign.Timestamp); }
    }

    /// <summary>Waits until a round has ended after that many.</summary>
    /// <returns>How many have ended by now.</returns>
    internal async Task<long> NextRoundAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (rounds > after) return rounds;
                next = ended.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    internal void Began()
    {
        lock (gate) beganAt = Now;
    }

    internal void Took()
    {
        lock (gate) lastSign = (Now, time.GetTimestamp());
    }

    internal void Ended()
    {
        TaskCompletionSource waited;
        lock (gate)
        {
            endedAt = Now;
            rounds++;
            (waited, ended) = (ended, NewSignal());
        }

        waited.SetResult();
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
