using SupportBotPortal.Core.Audit;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>How far forwarding has come, for those who look.</summary>
public sealed class ForwardingState : IAuditHold
{
    private readonly Lock gate = new();
    private long lastId = long.MaxValue;
    private string problem = "";
    private DateTime? since;

    /// <summary>The last line that was handed over; <see cref="long.MaxValue"/> where nothing is forwarded.</summary>
    public long TakenUpTo
    {
        get
        {
            lock (gate) return lastId;
        }
    }

    /// <summary>Why it does not go on, and since when; empty if it does.</summary>
    public (string Sentence, DateTime? Since) Problem
    {
        get
        {
            lock (gate) return (problem, since);
        }
    }

    internal void Reached(long id)
    {
        lock (gate) (lastId, problem, since) = (id, "", null);
    }

    internal void Stopped(string sentence, DateTime at)
    {
        lock (gate) (problem, since) = (sentence, since ?? at);
    }
}
