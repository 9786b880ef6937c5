namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>When the schedule last came round: what says whether it still does.</summary>
public sealed class SweepStatus
{
    private readonly Lock gate = new();
    private DateTime? beganAt;
    private DateTime? endedAt;

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

    internal void Began(DateTime at)
    {
        lock (gate) beganAt = at;
    }

    internal void Ended(DateTime at)
    {
        lock (gate) endedAt = at;
    }
}
