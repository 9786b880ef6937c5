namespace SupportBotPortal.Core.Health.Recording;

/// <summary>Whether results can be stored, and how many wait for it.</summary>
public sealed class RecordingStatus(TimeProvider time)
{
    private readonly Lock gate = new();
    private (DateTime At, long Timestamp)? failing;
    private long added;
    private long handled;

    /// <summary>How many results are not stored yet.</summary>
    public long Waiting => Math.Max(0, Interlocked.Read(ref added) - Interlocked.Read(ref handled));

    /// <summary>Since when no result could be stored; <see langword="null"/> while all is well.</summary>
    public DateTime? FailingSince
    {
        get { lock (gate) return failing?.At; }
    }

    /// <summary>How long that has been so.</summary>
    public TimeSpan FailingFor
    {
        get { lock (gate) return failing is { } since ? time.GetElapsedTime(since.Timestamp) : TimeSpan.Zero; }
    }

    /// <summary>How many were added at all, this one included.</summary>
    internal long Added() => Interlocked.Increment(ref added);

    internal long AddedSoFar => Interlocked.Read(ref added);

    internal long HandledSoFar => Interlocked.Read(ref handled);

    /// <summary>They are stored, or given up.</summary>
    internal void Handled(int count) => Interlocked.Add(ref handled, count);

    internal void Failed()
    {
        lock (gate) failing ??= (time.GetUtcNow().UtcDateTime, time.GetTimestamp());
    }

    internal void Succeeded()
    {
        lock (gate) failing = null;
    }
}
